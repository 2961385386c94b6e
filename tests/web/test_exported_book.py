"""Workbooks go out so that Excel opens them, Arabic from right to left, and no cell is a formula."""

import io
import math

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from webapp.web.exported_book import Sheet, xlsx_bytes
from webapp.web.exported_table import cell

LABEL = "نسخة تمهيدية"


def opened(content: bytes) -> list[list[object]]:
    return [*CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()]


def test_every_sheet_has_its_label_its_head_and_its_direction() -> None:
    sheets = [
        Sheet("الأجوبة", ("رقم", "نص"), (9, 40), [(1, "=1+1"), (-2.5, None)]),
        Sheet("Two", ("x",), (5,), []),
    ]
    for lang in ("ar", "en"):
        content = xlsx_bytes(sheets, label=LABEL, lang=lang)
        assert opened(content) == [[LABEL, ""], ["رقم", "نص"], [1, "'=1+1"], [-2.5, ""]]
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["الأجوبة", "Two"]
        assert {bool(one.sheet_view.rightToLeft) for one in book} == {lang == "ar"}
        assert book.worksheets[0].freeze_panes == "A3"
        assert {one.data_type for line in book.worksheets[0] for one in line} <= {"s", "inlineStr", "n"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text() | st.integers(-(10**9), 10**9) | st.booleans(), min_size=1, max_size=6))
def test_whatever_stands_in_a_cell_is_read_back_as_a_table_would_have_it(values: list[object]) -> None:
    content = xlsx_bytes([Sheet("One", ["x"], [9], [[one] for one in values])], label=LABEL, lang="ar")
    found = [line[0] for line in opened(content)[2:]]
    for given_, read in zip(values, [*found, *[""] * len(values)], strict=False):
        if isinstance(given_, int) and not isinstance(given_, bool):
            assert math.isclose(float(str(read)), given_)
        else:
            told = "".join(
                "\N{REPLACEMENT CHARACTER}" if one in "\ufffe\uffff" else one for one in cell(given_)
            )
            assert read == told
