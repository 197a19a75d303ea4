"""Titles that a salesperson reads at a glance, in the languages that accounts come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.titles import fold, rank_of, read_title
from graph.vocabulary import Function, Level

TITLES = {
    Level.BOARD: (
        "Board Member; Chairman of the Board; Non-Executive Director; Vice Chair; Trustee;"
        "Aufsichtsratsvorsitzende; Consejera; Verwaltungsrat; 董事长; 取締役会長"
    ),
    Level.C_LEVEL: (
        "CEO; Chief Financial Officer; Chief Information & Digital Officer; Chief Executive;"
        "CEO, co-founder, Board of Directors; Chairman and CEO; President; President, Iberia;"
        "Founder; Co-Owner; Partner; Managing Partner; Managing Director; Geschäftsführerin;"
        "Mitglied des Vorstands; PDG; Directrice Générale; Gérant; Gerente General; Sócio;"
        "Consejero Delegado; Amministratore Delegato; Direttrice Generale; Algemeen directeur;"
        "代表取締役社長; 总经理; 首席财务官; Генеральный директор; Interim Sales Lead (and CEO)"
    ),
    Level.VICE_PRESIDENT: (
        "VP; SVP Sales; E.V.P., Marketing; Vice-President of Operations; Assistant Vice President;"
        "Regional Vice President; Deputy CFO; Executive Director; Vizepräsidentin;"
        "Vicepresidente de Finanzas; Вице-президент по продажам; 副总经理; 副社長"
    ),
    Level.DIRECTOR: (
        "Director of Procurement; Dir. of Sales; Associate Director; Assistant Director, Grants;"
        "Senior Director; Head of IT; Global Head of Quality; General Manager; Chief of Staff;"
        "Chief of Staff to the CEO; Company Secretary; Chief Architect; Account Director;"
        "Director, Board Relations; Leiter Einkauf; Vertriebsleiterin; Bereichsleiter Technik;"
        "Directeur des achats; Directora de Compras; Diretor Financeiro; Direttore Acquisti;"
        "Hoofd Inkoop; 営業部長; 财务总监; Директор по продажам; Заместитель директора"
    ),
    Level.MANAGER: (
        "Plant Manager; Sr. Mgr, Supply Chain; Assistant Manager; Manager, Tax; Team Lead;"
        "Engineering Lead; Lead, Payments; Shift Supervisor; Foreman; Group Product Manager;"
        "Financial Controller; Head Nurse; Team leader; Teamleiterin; Abteilungsleiter Logistik;"
        "Responsable des ventes; Gerente de Ventas; Jefe de Producción; Responsabile Vendite;"
        "課長; 销售经理; Руководитель отдела закупок; Главный бухгалтер"
    ),
    Level.PROFESSIONAL: (
        "Software Engineer II; Lead Data Engineer; Principal Engineer; Senior Accountant;"
        "Product Manager; Senior Key Account Manager; Program Manager; Product Owner; Buyer;"
        "HR Business Partner; Account Executive; Account Exec; Sales Associate; Legal Counsel;"
        "Compliance Officer; Advisor to the Board; Sales; Partner Manager; Sachbearbeiter Einkauf;"
        "Chef de projet; Ingénieur commercial; Analista de datos; Impiegata; Inkoper; 工程师;"
        "Инженер; Менеджер по продажам; Administrateur systèmes"
    ),
    Level.ASSISTANT: (
        "Executive Assistant to the CEO; Assistant; Assistant to the Regional Manager; EA to CFO;"
        "Legal Assistant; Lab Assistant II; Executive Business Partner, CTO; Secretary; Intern;"
        "Purchasing Clerk; Receptionist; Assistentin der Geschäftsführung; Werkstudentin;"
        "Vorstandsassistent; Assistante de direction; Secretaria; Praktikant; 秘書; 总经理助理"
    ),
    Level.UNKNOWN: "; Zephyr; Office of the CEO; 12345; Retired",
}
FUNCTIONS = {
    Function.EXECUTIVE: "CEO; Owner; Geschäftsführer; Executive Assistant to the CEO; 社長",
    Function.FINANCE: "CFO; Accounts Payable Clerk; Tax Partner; Buchhalterin; Contadora; 财务总监",
    Function.OPERATIONS: "COO; Warehouse Lead; Supply Chain Director; Leiter Produktion; 物流",
    Function.IT: "CIO; IT Manager; Information Security Officer; Network Administrator",
    Function.ENGINEERING: "CTO; Software Engineer; R&D Director; Entwickler; 工程师; Инженер",
    Function.PRODUCT: "Product Owner; UX Lead; VP Product; Produktmanagerin",
    Function.SALES: "Account Executive; Sales Operations Analyst; Vertriebsleiter; 营业; 営業部長",
    Function.MARKETING: "CMO; Product Marketing Manager; Head of Communications; Маркетолог",
    Function.CUSTOMER_SERVICE: "Customer Success Manager; Support Engineer; Kundendienst",
    Function.HR: "CHRO; People Partner; Technical Recruiter; Personalleiterin; DRH, RH",
    Function.LEGAL: "General Counsel; Commercial Counsel; Compliance Officer; Juriste",
    Function.PROCUREMENT: "Purchasing Manager; IT Buyer; Einkäufer; Directrice des achats; 采购",
    Function.OTHER: "Registered Nurse; Geologist",
    Function.UNKNOWN: "; Vice President; Director; Head",
}


def each(cases: dict[Level, str] | dict[Function, str]) -> list[tuple[str, str]]:
    return [(one.strip(), told) for told, texts in cases.items() for one in texts.split(";")]


@pytest.mark.parametrize(("title", "level"), each(TITLES))
def test_a_title_tells_its_level(title: str, level: Level) -> None:
    assert read_title(title).level is level


@pytest.mark.parametrize(("title", "function"), each(FUNCTIONS))
def test_a_title_tells_its_function(title: str, function: Function) -> None:
    assert read_title(title).function is function


def test_the_department_tells_the_function_only_where_the_title_does_not() -> None:
    assert read_title("Director", "Procurement").function is Function.PROCUREMENT
    assert read_title("Sales Director", "Procurement").function is Function.SALES
    assert read_title("", "Finance").function is Function.FINANCE


def test_the_department_tells_no_level() -> None:
    assert read_title("", "Office of the Vice President").level is Level.UNKNOWN


def test_ranks_fall_from_the_board_to_the_assistant_and_unknown_has_none() -> None:
    ranks = [rank_of(level) for level in Level if level is not Level.UNKNOWN]
    assert ranks == list(range(7))
    assert rank_of(Level.UNKNOWN) is None


def test_case_accents_dots_and_spaces_do_not_matter() -> None:
    assert read_title("  geschaftsfuhrer ") == read_title("GESCHÄFTSFÜHRER")
    assert fold("V.P.  of\u00a0Finance") == "vp of finance"
    assert fold("Sr. Vice-President") == "sr. vp"


def test_japanese_voice_marks_are_kept() -> None:
    assert fold("マネージャー") == "マネージャー"


@given(st.text(max_size=400), st.text(max_size=50))
def test_any_text_is_read(title: str, department: str) -> None:
    reading = read_title(title, department)
    assert reading.level in Level
    assert reading.function in Function


@given(st.sampled_from(["Sales", "of Quality", ", Iberia", "(EMEA)", "- North"]))
def test_what_follows_a_rank_does_not_change_it(rest: str) -> None:
    assert read_title(f"Senior Vice President {rest}").level is Level.VICE_PRESIDENT
    assert read_title(f"Assistant Manager {rest}").level is Level.MANAGER


@pytest.mark.parametrize(
    ("title", "level", "function"),
    [
        ("Dyrektor finansowy", Level.C_LEVEL, Function.FINANCE),
        ("Dyrektor zakupów", Level.DIRECTOR, Function.PROCUREMENT),
        ("Prezes zarządu", Level.C_LEVEL, Function.EXECUTIVE),
        ("Kierownik sprzedaży", Level.MANAGER, Function.SALES),
        ("Główna księgowa", Level.PROFESSIONAL, Function.FINANCE),
        ("المدير المالي", Level.C_LEVEL, Function.FINANCE),
        ("الرئيس التنفيذي", Level.C_LEVEL, Function.EXECUTIVE),
        ("مدير المشتريات", Level.MANAGER, Function.PROCUREMENT),
    ],
)
def test_polish_and_arabic_titles_are_read(title: str, level: Level, function: Function) -> None:
    read = read_title(title)
    assert (read.level, read.function) == (level, function)
