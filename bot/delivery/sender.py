"""One row of the outbox as a request to Telegram, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode

from bot.delivery.outcomes import Outcome, Sent, Unreadable, classify
from bot.state.messages import Kind, Outgoing

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends with a bot; never raises but for a cancellation."""

    bot: Bot
    paid: bool = False
    """Whether Telegram may charge for more messages a second (allow_paid_broadcast)."""

    async def __call__(self, row: Outgoing) -> Outcome:
        """Make the request; once more as plain text where Telegram refused the markup, which had no effect."""
        outcome = await self._attempt(row, row.body.html, ParseMode.HTML)
        if isinstance(outcome, Unreadable):
            return await self._attempt(row, row.body.plain, None)
        return outcome

    async def _attempt(self, row: Outgoing, text: str, mode: ParseMode | None) -> Outcome:
        try:
            if row.kind is Kind.EDIT:
                await self._edit(row, text, mode)
                return Sent(row.target)
            return Sent((await self._send(row, text, mode)).message_id)
        except Exception as error:
            return classify(error)

    async def _send(self, row: Outgoing, text: str, mode: ParseMode | None) -> Message:
        below = ReplyParameters(row.target, allow_sending_without_reply=True) if row.target else None
        return await self.bot.send_message(
            row.chat.chat,
            text,
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(row.body.buttons),
            message_thread_id=row.chat.thread,
            reply_parameters=below,
            disable_notification=row.silent,
            allow_paid_broadcast=self.paid or None,
        )

    async def _edit(self, row: Outgoing, text: str, mode: ParseMode | None) -> None:
        await self.bot.edit_message_text(
            text,
            row.chat.chat,
            row.target,
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(row.body.buttons),
        )


def keyboard(rows: Sequence[Sequence[tuple[str, str]]]) -> InlineKeyboardMarkup | None:
    """Rows of labels and presses as Telegram takes them; None for none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=press) for label, press in row] for row in rows]
    )
