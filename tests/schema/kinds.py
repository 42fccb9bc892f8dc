"""Which kind of value stands at each place of the filled case, written out by hand."""

V, P = "visits[0]", "visits[0].visitors[0]"

KINDS: dict[str, list[str]] = {
    "short": [
        "title",
        *(f"loans[0].{name}" for name in ("lender", "platform")),
        *(f"{V}.{name}" for name in ("told_by", "place_text", "injury", "damage", "impact")),
        *(f"{P}.claimed_{name}" for name in ("name", "employer", "lender")),
        *(f"{P}.{name}" for name in ("id_number", "authorisation_text", "appearance")),
        *(f"{P}.{name}" for name in ("phone", "vehicle_plate")),
        *(f"{V}.{name}[0].relation" for name in ("present", "witnesses")),
        f"{V}.third_parties_told[0].heard",
        *(f"{V}.statements[0].{name}" for name in ("speaker", "position")),
        *(f"{V}.payment_demanded.{name}" for name in ("payee", "method", "deadline")),
        f"{V}.fee_demanded.name",
        f"{V}.documents_to_sign[0].title",
        f"{V}.items_taken[0].item",
        *(f"{V}.police.{name}" for name in ("station", "officer_no", "call_no", "receipt_no")),
        "contacts[0].counterpart",
        *(f"exhibits[0].{name}" for name in ("title", "made_by")),
        *(f"exhibits[0].{name}" for name in ("original_carrier", "proof_purpose")),
        *(f"complaints[0].{name}" for name in ("channel", "reference_no", "reply")),
    ],
    "quoted": [
        f"{V}.statements[0].words",
        f"{V}.posted_notice.words",
        f"{V}.police.outcome_words",
    ],
    "long": [f"{V}.account", "contacts[0].content"],
    "money": [
        *(f"loans[0].{name}" for name in ("principal", "amount_in_app")),
        f"{V}.amount_claimed",
        *(f"{V}.{name}_demanded.amount" for name in ("payment", "fee")),
        f"{V}.items_taken[0].value",
    ],
    "time": [
        *(f"{V}.{name}_at" for name in ("started", "ended", "asked_to_leave", "left")),
        *(f"{V}.police.{name}_at" for name in ("called", "arrived")),
        f"{V}.statements[0].at",
        "contacts[0].at",
        "exhibits[0].made_at",
    ],
    "day": [
        *(f"loans[0].{name}" for name in ("signed_on", "amount_seen_on")),
        *(f"complaints[0].{name}" for name in ("filed_on", "replied_on")),
    ],
    "code": [
        "reporter_role",
        "loans[0].lender_type",
        *(f"{V}.{name}" for name in ("started_precision", "ended_precision", "knowledge")),
        *(f"{V}.{name}" for name in ("place_type", "entered_home", "filming")),
        *(f"{V}.{name}" for name in ("notice_given", "consent_given", "recording_made")),
        *(f"{V}.acts[{index}]" for index in (0, 1)),
        *(f"{P}.{name}" for name in ("claimed_role", "id_shown", "authorisation_shown")),
        *(f"{V}.third_parties_told[0].{name}" for name in ("relation", "knowledge")),
        *(f"{V}.posted_notice.shows_{name}" for name in ("name", "amount")),
        f"{V}.posted_notice.seen_by_public",
        f"{V}.payment_demanded.payee_type",
        *(f"contacts[0].{name}" for name in ("channel", "direction")),
        "exhibits[0].kind",
    ],
    "id": [
        *(f"{name}[0].id" for name in ("loans", "visits", "contacts", "exhibits", "complaints")),
        *(f"{V}.{name}" for name in ("loan", "exhibits[0]", "statements[0].exhibit")),
        "contacts[0].exhibits[0]",
    ],
    "flag": [
        *(f"{V}.present[0].{name}" for name in ("minor", "elderly")),
        f"{V}.visitor_count_or_more",
        *(f"{V}.documents_to_sign[0].{name}" for name in ("signed", "copy_kept")),
        f"{V}.witnesses[0].may_be_contacted",
        "exhibits[0].uncut",
    ],
    "count": [f"{V}.visitor_count", "exhibits[0].size", "version"],
    "own": [
        "format",
        "loans[0].contract_last4",
        "loans[0].annual_rate_percent",
        "exhibits[0].file",
        "exhibits[0].sha256",
    ],
}
LISTS = [
    *("loans", "visits", "contacts", "exhibits", "complaints"),
    *(f"{V}.{name}" for name in ("present", "visitors", "acts", "third_parties_told")),
    *(f"{V}.{name}" for name in ("statements", "documents_to_sign", "items_taken")),
    *(f"{V}.{name}" for name in ("witnesses", "exhibits")),
    "contacts[0].exhibits",
]
GROUPS = [f"{V}.{name}" for name in ("posted_notice", "payment_demanded", "fee_demanded", "police")]
PLACES = [(kind, place) for kind, places in KINDS.items() for place in places]
