"""Where each field of a visit stands on the sheet for the pen. No Django.

Each line is a row of the sheet and each word a field: `.phone` is of the same thing as the field
before it, `=2` takes twice the room, `@` names what the field is part of, too.
"""

TABLE = "table:"  # the fields are the heads of empty rows
EACH = "each:"  # boxes 1 and 2, one for each visitor
SHEET: tuple[tuple[str, str], ...] = (
    (
        "时间地点",
        """reporter_role knowledge place_type
        started_at started_precision ended_at ended_precision
        asked_to_leave_at left_at told_by
        place_text=2 @present.relation .minor .elderly""",
    ),
    (
        "来的人",
        """table: visitors.claimed_name .claimed_employer .claimed_lender .id_number \
        .appearance .phone .vehicle_plate
        each: visitors.claimed_role .id_shown .authorisation_shown
        notice_given
        visitor_count visitor_count_or_more visitors.authorisation_text=4""",
    ),
    (
        "做了什么",
        """acts
        entered_home consent_given filming
        @posted_notice.shows_name .shows_amount .seen_by_public""",
    ),
    (
        "说了什么",
        """table: statements.speaker .words .at .exhibit .position
        third_parties_told.relation .knowledge recording_made
        third_parties_told.heard posted_notice.words""",
    ),
    (
        "钱和东西",
        """loan=2 amount_claimed payment_demanded.payee_type
        payment_demanded.amount .payee=2 .method .deadline
        fee_demanded.amount .name=2 items_taken.item=2 .value
        documents_to_sign.title .signed .copy_kept damage""",
    ),
    (
        "后来",
        """injury witnesses.relation .may_be_contacted exhibits
        police.called_at .arrived_at .station
        police.officer_no .call_no .receipt_no
        police.outcome_words impact""",
    ),
    ("经过", "account"),
)  # fmt: skip
