"""Plans made up from a seed, with everything they hold known.

They differ as real ones do: the signs of the outline, the order and the wording of a
table's columns, how its cells are parted, where pages break and what the break repeats,
how groups and rows are numbered, how agencies are listed.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from datetime import date
from random import Random

HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("TT", "STT", "Số TT"),
    "task": ("Nội dung", "Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ"),
    "lead": ("Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan thực hiện", "Chủ trì"),
    "coordinate": ("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp thực hiện"),
    "time": ("Thời gian thực hiện", "Thời gian", "Thời hạn hoàn thành", "Tiến độ"),
    "output": ("Sản phẩm dự kiến", "Kết quả/sản phẩm", "Sản phẩm", "Dự kiến kết quả"),
    "other": ("Ghi chú", "Nguồn kinh phí"),
}
AGENCIES = (
    "Sở Khoa học và Công nghệ",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Hiệp hội doanh nghiệp tỉnh",
    "Báo Thanh Hóa",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Trung tâm Thông tin tỉnh",
    "Các sở, ban, ngành",
    "UBND các xã, phường",
    "UBND cấp huyện",
    "Liên minh Hợp tác xã tỉnh",
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "Chi cục Tiêu chuẩn Đo lường Chất lượng",
)
TIMES = (
    *(
        "Hằng năm",
        "Hàng năm",
        "2026",
        "2026-2030",
        "2026 - 2035",
        "Quý II/2026",
        "Thường xuyên",
    ),
    *("Năm 2027", "Đến năm 2030", "Giai đoạn 2026-2030", "Trước ngày 30/6/2026"),
)
OUTPUTS = (
    *("Báo cáo kết quả thực hiện", "Kế hoạch được ban hành", "100% cán bộ được tập huấn"),
    *("Cơ sở dữ liệu được vận hành", "06 mô hình điểm", "Dự án được phê duyệt"),
    "Ít nhất 200 lượt học viên được tập huấn, cấp chứng nhận",
)
VERBS = (
    *("Tổ chức", "Xây dựng", "Rà soát", "Triển khai", "Tăng cường", "Đẩy mạnh", "Hỗ trợ"),
    *("Phát triển", "Nghiên cứu, đề xuất", "Đào tạo, bồi dưỡng"),
)
OBJECTS = (
    "tuyên truyền, phổ biến pháp luật về tiêu chuẩn, đo lường, chất lượng",
    "hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa trên địa bàn tỉnh",
    "áp dụng công cụ cải tiến năng suất tại doanh nghiệp nhỏ và vừa",
    "cơ sở dữ liệu về năng suất, chất lượng theo quy định hiện hành",
    "nguồn nhân lực làm công tác tiêu chuẩn, đo lường, chất lượng",
    "kiểm tra, giám sát phương tiện đo, chất lượng hàng hóa lưu thông",
    "mạng lưới kiểm định, hiệu chuẩn, thử nghiệm phục vụ xuất khẩu",
    "doanh nghiệp tham gia Giải thưởng Chất lượng Quốc gia",
)
AIMS = (
    "nhằm nâng cao năng lực cạnh tranh",
    "đến năm 2030",
    "giai đoạn 2026 - 2030",
    "bảo đảm thiết thực, hiệu quả",
    "gắn với chuyển đổi số và phát triển bền vững",
)
SECTIONS = ("MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
PEOPLE = ("Lê Văn An", "Trần Thị Bình", "Phạm Minh Châu")
PROVINCES = ("Thanh Hóa", "Đồng Nai", "Nghệ An", "Hà Tĩnh")
ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass
class Work:
    """A row of the table, or a clause with labelled lines, as it should be read."""

    locator: str
    task: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    time: str = ""
    output: str = ""


@dataclass
class MadePlan:
    """A document's text and what stands in it."""

    text: str
    style: str
    table: str
    title: str
    province: str
    number: str | None
    issued_on: date | None
    period: tuple[int, int]
    signer: str
    recipients: int
    bases: int
    clauses: dict[str, str]
    """Locator to text of the clauses without labelled lines."""
    assigned: list[Work] = field(default_factory=list)
    """The clauses with labelled lines, in order."""
    rows: list[Work] = field(default_factory=list)


def make_plan(
    seed: int, *, width: int = 0, page_numbers: bool = False, emphasis: bool = False
) -> MadePlan:
    """Make the plan of ``seed``.

    :param width: where the lines of the body break, as PDF files have it; 0 for nowhere
    :param page_numbers: put the page's number between the two halves of a torn table
    :param emphasis: set the header of a Markdown table in bold
    """
    return _Maker(Random(seed), width, page_numbers, emphasis).make()


class _Maker:
    def __init__(self, random: Random, width: int, page_numbers: bool, emphasis: bool) -> None:
        self.random = random
        self.lines: list[str] = []
        self.width = width
        self.page = 4 if page_numbers else 0
        self.emphasis = emphasis

    def make(self) -> MadePlan:
        choose = self.random.choice
        style = choose(("roman", "arabic", "điều"))
        table = choose(("tab", "tab", "markdown"))
        province = choose(PROVINCES)
        first = choose((2021, 2025, 2026))
        period = (first, first + choose((4, 5, 9)))
        day = choose(
            (None, date(first, self.random.randint(1, 12), self.random.randint(1, 28)))
        )
        number = f"{self.random.randint(1, 999)}/KH-UBND" if day else None
        subject = f"{choose(VERBS)} {choose(OBJECTS)}"
        title = f"{subject} giai đoạn {period[0]} - {period[1]} trên địa bàn tỉnh {province}"
        plan = MadePlan(
            "", style, table, title, province, number, day, period, choose(PEOPLE), 0, 0, {}
        )
        self._head(plan)
        {"roman": self._roman, "arabic": self._arabic, "điều": self._dieu}[style](plan)
        self._end(plan)
        self._annex(plan)
        plan.text = "\n".join(self.lines)
        return plan

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    # -- the document's frame --------------------------------------------------------

    def _put(self, *lines: str) -> None:
        """Write paragraphs, a blank line behind each."""
        for line in lines:
            wraps = self.width and "\n" not in line
            self.lines += [*(textwrap.wrap(line, self.width) if wraps else [line]), ""]

    def _head(self, plan: MadePlan) -> None:
        self._put(f"ỦY BAN NHÂN DÂN\nTỈNH {plan.province.upper()}")
        self._put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
        self._put(f"Số: {plan.number or '     /KH-UBND'}")
        day = plan.issued_on
        whole = f"ngày {day.day} tháng {day.month} năm {day.year}" if day else ""
        self._put(f"{plan.province}, {whole or f'ngày    tháng    năm {plan.period[0]}'}")
        self._put("KẾ HOẠCH", plan.title)
        plan.bases = self.random.randint(1, 3)
        self._put(*[f"Căn cứ Luật số {n} ngày 16/6/2020;" for n in range(1, plan.bases + 1)])

    def _end(self, plan: MadePlan) -> None:
        self._put("Trên đây là Kế hoạch của tỉnh, yêu cầu các đơn vị triển khai thực hiện./.")
        names = self.random.sample(AGENCIES, self.random.randint(2, 6))
        plan.recipients = len(names) + 1
        self._put("Nơi nhận:")
        self.lines += [f"- {name};" for name in names] + ["- Lưu: VT, KGVX.", ""]
        self._put("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", plan.signer)

    # -- the outline -----------------------------------------------------------------

    def _sentence(self) -> str:
        choose = self.random.choice
        return f"{choose(VERBS)} {choose(OBJECTS)} {choose(AIMS)}."

    def _clause(self, plan: MadePlan, sign: str, locator: str) -> None:
        """Write a clause, half of them with labelled lines."""
        text = " ".join([sign, *(self._sentence() for _ in range(4 if self.width else 1))])
        self._put(text)
        if self._chance(0.5):
            plan.clauses[locator] = text
            return
        work = Work(locator, text.removeprefix(sign).strip(), self._agencies(2))
        work.time = self.random.choice(TIMES)
        dash = self.random.choice(("", "- "))
        stop = self.random.choice(("", ".", ";"))
        lines = [f"{dash}{self.random.choice(('Đơn vị', 'Cơ quan'))} chủ trì: "]
        lines[0] += self._listed(work.lead) + stop
        if self._chance(0.7):
            work.coordinate = self._agencies(4)
            lines.append(f"{dash}Đơn vị phối hợp: {self._listed(work.coordinate)}{stop}")
        lines.append(f"{dash}Thời gian thực hiện: {work.time}{stop}")
        self._put(*lines)
        plan.assigned.append(work)

    def _roman(self, plan: MadePlan) -> None:
        for number, heading in zip(ROMAN, SECTIONS, strict=False):
            self._put(f"{number}. {heading}")
            for n in range(1, self.random.randint(2, 4)):
                self._put(f"{n}. {self.random.choice(VERBS)} {self.random.choice(OBJECTS)}")
                for letter in "abcdđe"[: self.random.randint(1, 6)]:
                    self._clause(plan, f"{letter})", f"Mục {number}.{n}.{letter}")

    def _arabic(self, plan: MadePlan) -> None:
        for number, heading in enumerate(SECTIONS, 1):
            self._put(f"{number}. {heading}")
            for n in range(1, self.random.randint(2, 5)):
                self._clause(plan, f"{number}.{n}.", f"Mục {number}.{n}")

    def _dieu(self, plan: MadePlan) -> None:
        for number, heading in enumerate(SECTIONS, 1):
            self._put(f"Điều {number}. {heading.capitalize()}")
            for n in range(1, self.random.randint(2, 5)):
                self._clause(plan, f"{n}.", f"Điều {number}.{n}")

    # -- the table -------------------------------------------------------------------

    def _agencies(self, most: int) -> tuple[str, ...]:
        return tuple(self.random.sample(AGENCIES, self.random.randint(1, most)))

    def _listed(self, names: tuple[str, ...]) -> str:
        """List agencies as documents do; departments may share one "Các sở:"."""
        departments = [name for name in names if name.startswith("Sở ")]
        if departments == list(names) and len(names) > 1 and self._chance(0.4):
            mark = self.random.choice((", ", "; "))
            return "Các sở: " + mark.join(name.removeprefix("Sở ") for name in names)
        if len(names) > 1 and self._chance(0.1):
            return " ".join(f"- {name}{self.random.choice('.;')}" for name in names)
        mark = self.random.choice((", ", "; "))
        if len(names) > 1 and self._chance(0.3):
            return mark.join(names[:-1]) + " và " + names[-1]
        return mark.join(names)

    def _annex(self, plan: MadePlan) -> None:
        roles = ["task", "lead", "coordinate", "time"]
        roles += self.random.sample(["output", "other"], self.random.randint(0, 2))
        if self._chance(0.5):
            self.random.shuffle(roles)
        roles = ["number", *roles]
        header = [self.random.choice(HEADERS[role]) for role in roles]
        if self._chance(0.2):
            header = [name.upper() for name in header]
        if plan.table == "markdown" and self.emphasis:
            header = [f"**{name}**" for name in header]
        self._put("PHỤ LỤC\nDANH MỤC NHIỆM VỤ")
        self._put("(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh)")
        table: list[list[str]] = []
        merged: Work | None = None  # what a heading row says for all below it
        for number, locator in self._numbers():
            if not locator:  # a row that heads a group
                merged = (
                    Work("", "", self._agencies(2), (), "2030") if self._chance(0.1) else None
                )
                cells = dict.fromkeys(roles, "")
                cells["number"] = number
                cells["task"] = f"{self.random.choice(VERBS)} {self.random.choice(OBJECTS)}"
                if merged:
                    cells["lead"], cells["time"] = self._listed(merged.lead), merged.time
                table.append([cells[role] for role in roles])
                continue
            task = self._sentence()[: -1 if self._chance(0.8) else None]
            work = Work(f"Phụ lục, dòng {locator}", task, self._agencies(3))
            if merged:
                work.lead, work.time = merged.lead, merged.time
            else:
                work.coordinate = self._agencies(4) if self._chance(0.9) else ()
                work.time = self.random.choice(TIMES) if self._chance(0.9) else ""
            if "output" in roles and not merged:
                work.output = self.random.choice(OUTPUTS)
            cells = {
                "number": number,
                "task": work.task,
                "lead": "" if merged else self._listed(work.lead),
                "coordinate": self._listed(work.coordinate),
                "time": "" if merged else work.time,
                "output": work.output,
                "other": self.random.choice(("", "Ngân sách tỉnh")),
            }
            table.append([cells[role] for role in roles])
            plan.rows.append(work)
        self._lay_out(header, table, plan.table)

    def _numbers(self) -> list[tuple[str, str]]:
        """Return the number and the locator of every row, no locator for a heading row."""
        dot = self.random.choice(("", "", "."))
        groups = self.random.randint(1, 4)
        sizes = [self.random.randint(1, 4) for _ in range(groups)]
        form = self.random.choice(("plain", "padded", "roman", "decimal"))
        if form == "plain":
            return [(f"{n}{dot}", str(n)) for n in range(1, sum(sizes) + 1)]
        if form == "padded":
            return [(f"{n:02}{dot}", f"{n:02}") for n in range(1, sum(sizes) + 1)]
        numbers = []
        for group, size in enumerate(sizes, 1):
            name = ROMAN[group - 1] if form == "roman" else str(group)
            numbers.append((name + dot, ""))
            for n in range(1, size + 1):
                own = f"{n}{dot}" if form == "roman" else f"{name}.{n}"
                numbers.append((own, f"{name}.{n}"))
        return numbers

    def _lay_out(self, header: list[str], table: list[list[str]], form: str) -> None:
        """Write the table; pages break between rows and in the middle of rows."""
        self._row(header, form)
        if form == "markdown":
            self.lines.append("|" + "|".join(" --- " for _ in header) + "|")
        for cells in table:
            grouped = sum(bool(cell) for cell in cells) <= 2
            kind = self.random.random()
            if kind < 0.15 and not grouped:  # the break tears the row
                kept, rest = self._torn(cells)
                self._row(kept, form)
                self._page(header, form)
                self._row(rest, form)
                continue
            self._row(cells, form)
            if kind > 0.85 and cells is not table[-1]:
                self._page(header, form)
        self.lines.append("")

    def _torn(self, cells: list[str]) -> tuple[list[str], list[str]]:
        """Cut some cells in two between words; the number stays on the first page."""
        kept, rest = list(cells), [""] * len(cells)
        long = [i for i, cell in enumerate(cells) if i and len(cell.split()) > 3]
        for place in self.random.sample(long, self.random.randint(1, len(long))):
            words = cells[place].split()
            cut = self.random.randint(1, len(words) - 1)
            kept[place], rest[place] = " ".join(words[:cut]), " ".join(words[cut:])
        return kept, rest

    def _page(self, header: list[str], form: str) -> None:
        """Break the page; most tables repeat their header."""
        self.lines.append("")
        if self.page:
            self.page += 1
            self.lines += [
                self.random.choice(("{}", "- {} -", "Trang {}")).format(self.page),
                "",
            ]
        if self._chance(0.7) or form == "markdown":
            self._row(header, form)

    def _row(self, cells: list[str], form: str) -> None:
        self.lines.append("\t".join(cells) if form == "tab" else f"| {' | '.join(cells)} |")
