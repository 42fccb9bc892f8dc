"""What must hold between a channel, the provisions and the fields of a case."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from borrower_guide.law.channel import Channel, ChannelStatus
from borrower_guide.law.clock import Clock
from borrower_guide.law.paths import in_case
from borrower_guide.law.provision import Provision, Status

NOT_AN_ID = frozenset({"when"})  # /channels/when/ is a page of its own


def channel_faults(
    channel: Channel, lineages: Collection[str], provisions: Iterable[Provision]
) -> Iterator[str]:
    """What is wrong with one channel, in Chinese, each with the way out."""
    for name in sorted(channel.lineages - set(lineages)):
        yield f"没有叫 {name} 的条文脉络，请改"
    if channel.id in NOT_AN_ID:
        yield "这个 id 是别的页面的地址，请换一个"
    if channel.status is ChannelStatus.COMMON_KNOWLEDGE and not channel.number:
        yield "没有号码，status 不能写 common_knowledge"
    if channel.page_only == bool(channel.lenders or channel.acts):
        yield "lenders、acts 和 page_only 请只写一种，说清什么时候用"
    if set(channel.for_lender) - channel.lenders:
        yield "for_lender 里有 lenders 没有的机构，请删掉它，或加到 lenders"
    for path in (path for want in channel.wants for path in want.fields):
        if not in_case(path):
            yield f"记录里没有 {path} 这一项，请改 wants"
    yield from _clocks(channel.clocks, provisions)


def _clocks(clocks: tuple[Clock, ...], provisions: Iterable[Provision]) -> Iterator[str]:
    for key, times in Counter(clock.id for clock in clocks).items():
        if times > 1:
            yield f"clocks 里 {key} 用了 {times} 次，请改成不一样的"
    unread = {row.lineage for row in provisions if row.status is not Status.READ}
    for clock in clocks:
        for name in sorted(unread & set(clock.basis)):
            yield f"clocks.{clock.id}: {name} 没有读过条文，不能拿来数日子，请改成 limits"
