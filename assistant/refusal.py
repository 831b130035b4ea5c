"""What a refusal says: what was looked for, where, and why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence

from hoidap.assistant.answer import Language
from hoidap.assistant.draft import Nothing
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label
from hoidap.index.catalogue import Catalogue
from hoidap.index.search import Index
from hoidap.text.glossary import Province

_NAMED = 12  # provinces that are named; of more, their number is told


def _held(catalogue: Catalogue) -> str:
    names = list(catalogue.provinces)
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" … (+{rest})" if rest > 0 else "")


def rest_text(scope: Scope, language: Language) -> str:
    """Say how many documents were not read, and how to ask on."""
    rest = scope.total - len(scope.sources)
    if language == "en":
        return (
            f"Note: read from the {len(scope.sources)} documents that fit best; {rest} more "
            "are in scope. Name a province or a document, or list them all with: hoidap tasks"
        )
    return (
        f"Lưu ý: đọc từ {len(scope.sources)} văn bản sát câu hỏi nhất; còn {rest} văn bản khác "
        "trong phạm vi. Hãy nêu tỉnh hoặc văn bản, hay xem tất cả bằng lệnh: hoidap tasks"
    )


def missing_text(
    provinces: Sequence[Province], catalogue: Catalogue, language: Language
) -> str:
    """Say that no document is of ``provinces``, and whose documents there are."""
    names = ", ".join(province.name for province in provinces)
    held = _held(catalogue)
    if language == "en":
        return f"There is no document of {names} in the corpus; it holds documents of: {held}."
    return f"Không có văn bản nào của {names} trong kho; kho hiện có văn bản của: {held}."


def refusal_text(question: Question, scope: Scope, nothing: Nothing, index: Index) -> str:
    """Return the sentences of a refusal in the question's language."""
    english = question.language == "en"
    held = _held(index.catalogue)
    if question.kind == "smalltalk":
        return (
            "I answer questions about the provincial plans on standards, metrology and quality "
            f"that I hold ({held}), with citations. Ask about a task, an agency, a deadline or "
            "a figure."
            if english
            else "Tôi trả lời câu hỏi về các kế hoạch tiêu chuẩn, đo lường, chất lượng đang có "
            f"({held}), kèm trích dẫn. Hãy hỏi về một nhiệm vụ, cơ quan, thời hạn hoặc "
            "chỉ tiêu."
        )
    if scope.missing:
        return missing_text(scope.missing, index.catalogue, question.language)
    if scope.unknown:
        return (
            f"No document in the corpus holds or cites the number “{scope.unknown}”."
            if english
            else f"Không văn bản nào trong kho mang hoặc dẫn chiếu số “{scope.unknown}”."
        )
    reason = nothing.en if english else nothing.vi
    if question.kind in ("contact", "person"):
        what = {
            "contact": ("số điện thoại, địa chỉ, e-mail", "phone numbers, addresses or e-mail"),
            "person": ("tên người giữ chức vụ này", "the name of this office holder"),
        }[question.kind]
        reason = (
            f"The documents do not hold {what[1]}."
            if english
            else f"Các văn bản không có {what[0]}."
        )
    if reason:
        return reason
    searched = ", ".join(
        plan_label(index.plans[name], question.language) for name in scope.sources[:6]
    )
    more = scope.total - min(6, len(scope.sources))
    if more > 0:
        searched += f" … (+{more})"
    return (
        f"The documents searched do not answer this: {searched}."
        if english
        else f"Không tìm thấy câu trả lời trong các văn bản đã tra: {searched}."
    )
