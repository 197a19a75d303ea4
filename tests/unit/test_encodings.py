import pytest

from tests.unit.readings import read, refused, told

GERMAN = "Name;Firma\nJörg Müller;Weiß & Söhne\nUte Groß;Bäckerei\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", GERMAN),
        ("utf-8-sig", GERMAN),
        ("utf-16", GERMAN),
        ("utf-16-le", GERMAN),
        ("utf-16-be", GERMAN),
        ("cp1252", GERMAN),
        ("cp1252", "Nom,Société\nFrançois Lefèvre,L’Oréal\nZoé Bêche,Crédit Mutuel\n"),
        ("cp850", GERMAN),
        ("mac_roman", "Nom,Société\nFrançois Lefèvre,L’Oréal\nZoé Bêche,Crédit Mutuel\n"),
        ("cp1250", "Jméno;Příjmení\nŘehoř;Dvořák\nJiří;Novák\nTomáš;Černý\n"),
        ("cp1251", "Имя;Должность\nИван Петров;Директор\nАнна Смирнова;Менеджер\n"),
        ("koi8-r", "Имя;Должность\nИван Петров;Директор\nАнна Смирнова;Менеджер\n"),
        ("cp932", "氏名,会社,役職\n田中太郎,トヨタ自動車,部長\n佐藤花子,ソニー,課長\n"),
        ("gb18030", "姓名,公司,职位\n王伟,华为,总经理\n李娜,腾讯,经理\n"),
    ],
)
def test_the_encoding_is_recognised(encoding: str, text: str) -> None:
    expected = read(text)
    table = read(text.encode(encoding))
    assert (table.columns, table.cells) == (expected.columns, expected.cells)


def test_an_encoding_that_is_not_utf8_is_told_with_the_line_that_shows_it() -> None:
    assert told(GERMAN.encode("cp1252")) == [
        "contacts.csv, line 2: not UTF-8; read as Windows-1252, first needed here."
        " Mend: if names look wrong, name the encoding with --encoding."
    ]


def test_an_uncertain_encoding_is_asked_for_and_the_answer_is_taken() -> None:
    turkish = "Ad;Soyad\nŞükrü;Işık\nÖzgür;Yıldız\n"
    assert "--encoding" in str(refused(turkish.encode("cp1254")))
    assert read(turkish.encode("cp1254"), encoding="cp1254").cells == read(turkish).cells


def test_a_byte_that_does_not_fit_is_named_by_its_place() -> None:
    fault = refused("a,b\n1,ü\n".encode("cp1252"), encoding="utf-8")
    assert (fault.line, "byte 7" in fault.message) == (2, True)
    broken = ("a,b\n" + "äöüß,é\n" * 9).encode() + b"\xff,1\n"
    assert refused(broken).line == 11


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "a\0b"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    assert "no text encoding" in refused("a,b\n1,2\n", encoding=encoding).message


def test_a_nul_byte_is_refused_by_its_line() -> None:
    assert refused(b"a,b\n1,2\n3,\x00\n").line == 3
