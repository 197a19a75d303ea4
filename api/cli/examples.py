"""An example of each command, shown under its --help; a test runs them in this order."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "demo": "inroad demo --no-serve",
    "import": "inroad import contacts.csv touches.csv --account Acme",
    "imports": "inroad imports --account Acme",
    "proposals": "inroad proposals Acme --accept all",
    "inferred": "inroad inferred Acme --kind reports_to",
    "exchanges": 'inroad exchanges "Ann Lee"',
    "next": 'inroad next Acme --colleague "Kim Ito" --limit 3',
    "ways-in": 'inroad ways-in Acme "Dana Reyes"',
    "when": "inroad when Acme --days 7",
    "ledger": 'inroad ledger Acme "Ann Lee"',
    "review": "inroad review Acme",
    "what-if": 'inroad what-if Acme --leaves "Ann Lee"',
    "consensus": "inroad consensus Acme",
    "map": "inroad map Acme --out acme.html",
    "graph": "inroad graph Acme --out acme.graphml",
    "lists": "inroad lists lapsed",
    "week": 'inroad week --colleague "Kim Ito" --ics week.ics',
    "accounts": "inroad accounts",
    "account": "inroad account Acme --kind dream --set half_life_days=120",
    "opportunity": 'inroad opportunity Acme "New line" --new --stage open --amount 120000',
    "reason": 'inroad reason Acme "your close takes nine days" --new --kind shared_challenge',
    "reasons": 'inroad reasons Acme "Ann Lee"',
    "brainstorm": 'inroad brainstorm Acme --new "What helps Ann?" --idea "a stop sheet" --vote 1=5',
    "gap": 'inroad gap Acme "The close takes nine days" --new --person "Ann Lee"',
    "change": 'inroad change Acme "A new ERP in May" --new --kind spending --phase expected',
    "competitor": "inroad competitor Acme Globex --new",
    "competitor-tie": "inroad competitor-tie Acme --new --competitor Globex --tie supplier",
    "happening": 'inroad happening Acme "runs a marathon" --new --person "Ann Lee"',
    "referral": 'inroad referral Acme "to Bo at Initech" --new --person "Ann Lee"',
    "people": "inroad people Acme finance",
    "person": 'inroad person "Ann Lee" --support supporter --evidence "asked for it"',
    "link": 'inroad link "Ann Lee" "Dana Reyes" --kind influences --strength strong',
    "touch": 'inroad touch "Ann Lee" --channel call --intent give --reason "a benchmark"',
    "colleague": 'inroad colleague "Kim Ito" --email kim@us.example',
    "note": 'inroad note "Ann Lee" "prefers mornings" --private',
    "check": 'inroad check "You asked what others pay for gas: how do you buy it?" --kind opener',
    "accept": 'inroad accept "Ann Lee" --why "Kim meets her at the fair"',
    "dismiss": 'inroad dismiss "Ann Lee" --why "on leave"',
    "put-off": 'inroad put-off "Ann Lee" --why "budget" --until 30d --evidence "her mail"',
    "done": 'inroad done "Ann Lee" --why "met at the fair"',
    "serve": "inroad serve --open",
    "keys": "inroad keys add crm --scope write --expires 90d",
    "export": "inroad export ann@acme.example > ann.json",
    "backup": "inroad backup inroad-backup.db",
    "erase": "inroad erase ann@acme.example",
    "restore": "inroad restore inroad-backup.db",
    "copy": "inroad copy inroad-backup.db another.db",
    "verify": "inroad verify",
}


def shown(example: str) -> str:
    """The end of a help text; "\\b" keeps the line from being broken."""
    return f"\b\nExample:\n  {example}"
