"""Lists that people make: people, links, touches, mails and accounts, under many headers."""

from collections.abc import Mapping

from graph.importers.rows.layouts import languages
from graph.importers.rows.layouts.format import LIST, Format, any_of, fold, spelt
from graph.importers.rows.model import RowKind
from graph.importers.rows.readers import READERS

NOTHING: Mapping[str, str] = {}


def _with_own_names(
    kind: RowKind, synonyms: Mapping[str, str], abroad: Mapping[str, str] = NOTHING
) -> Mapping[str, str]:
    """Every field of the kind under its own name too, and then under its headers in other
    languages, unless a header means another field."""
    columns = dict(synonyms)
    for header, name in (*((fold(one), one) for one in READERS[kind]), *abroad.items()):
        columns.setdefault(header, name)
    return columns


PEOPLE = Format(
    name="people",
    kind=RowKind.PEOPLE,
    source="people",
    system=LIST,
    columns=_with_own_names(
        RowKind.PEOPLE,
        spelt(
            external_id="external id,id,employee id,employee number,employee no,emp id,person id,"
            "contact id,staff id,staff number,personnel number,worker id,user id,record id",
            name="name,full name,display name,person,person name,contact,contact name,employee,"
            "employee name,stakeholder,stakeholder name",
            first_name="first name,given name,forename,first",
            middle_name="middle name,middle initial,additional name",
            last_name="last name,family name,surname,last",
            title="job title,title,position,position title,business title,role title,designation",
            department="department,dept,department name,team,business unit,org unit,division",
            site="site,location,office,office location,work location,plant,branch",
            email="email,email address,mail,work email,business email,primary email,email 1",
            other_emails="email 2,email 3,secondary email,personal email,private email,other email",
            manager="manager,manager name,manager person,managers name,reports to,"
            "reports to name,line manager,direct manager,supervisor,supervisor name,boss",
            manager_email="manager email,managers email,reports to email,supervisor email,"
            "line manager email",
            manager_id="manager id,manager employee id,manager external id,manager number,"
            "reports to id,supervisor id,line manager id",
            second_manager="second manager,dotted line manager,dotted line,dotted line to,"
            "dotted manager,matrix manager,functional manager,secondary manager,second boss",
            assistant="assistant,assistant name,assistants name",
            referred_by="referred by,introduced by,referrer",
            company="company,company name,account,account name,organisation,organization,"
            "organisation name,organization name,employer",
            company_id="company id,account id",
            buying_role="buying role,buying roles,buying group role,decision role,committee role",
            political_status="political status,political structure",
            decision_weight="decision weight,weight",
            phone="phone,phone number,telephone,work phone,business phone,office phone,"
            "direct phone,tel",
            other_phones="mobile,mobile phone,mobile number,cell,cell phone,home phone,other phone",
            notes="notes,note,comments,comment,remarks,description",
            status="status,person status,employment status",
            owner="owner,contact owner,relationship owner",
            lead_source="lead source",
            last_activity="last activity,last activity date,last contact,last contacted,last touch",
            connected_on="connected on,connected",
            url="url,linkedin,linkedin url,profile,profile url,web page,website",
            birthday="birthday,birth date,date of birth",
            tags="tags,labels,categories,keywords",
            interests="interests,hobbies,hobby",
            level="level,seniority",
            function="function,job function",
            timezone="time zone",
        ),
        languages.PEOPLE,
    ),
    yielding=languages.HEADERS,
    required=any_of(
        "name",
        "first_name",
        "last_name",
        "email",
        "external_id+manager",
        "external_id+manager_id",
        "external_id+manager_email",
        "external_id+title",
    ),
)

LINKS = Format(
    name="links",
    kind=RowKind.LINKS,
    source="links",
    system=LIST,
    columns=_with_own_names(
        RowKind.LINKS,
        spelt(
            **{
                "from": "from,from id,from person,from name,from email,source,source id,"
                "influencer,person 1",
                "to": "to,to id,to person,to name,to email,target,target id,influenced,person 2",
            },
            kind="kind,type,link,link type,link kind,relation,relation type,relationship,"
            "relationship type",
            probability="probability,p,prob,influence probability",
            strength="strength,link strength,influence strength",
            evidence="evidence,why,note,notes,comment,comments,description",
            valid_from="valid from,since,start,start date,from date",
            valid_until="valid until,valid to,until,end,end date,to date",
        ),
    ),
    required=any_of("from+to"),
)

TOUCHES = Format(
    name="touches",
    kind=RowKind.TOUCHES,
    source="touches",
    system=LIST,
    columns=_with_own_names(
        RowKind.TOUCHES,
        spelt(
            external_id="external id,id,activity id,touch id",
            date="date,day,on,when,activity date,contact date,date time,timestamp",
            time="time,time of day,start time",
            colleague="colleague,colleagues,our side,owner,rep,sales rep,salesperson,who,by,"
            "account manager",
            person="person,people,persons,contact,contacts,contact name,attendees,participants,"
            "stakeholder,with",
            channel="channel,type,kind,activity type,touch type,medium",
            direction="direction,inbound outbound",
            intent="intent,purpose",
            outcome="outcome,result",
            reason="reason,reason for calling,reason for call",
            note="note,notes,comment,comments,description,summary",
            subject="subject,topic",
            company="company,account,account name,company name",
        ),
        languages.TOUCHES,
    ),
    yielding=languages.HEADERS,
    required=any_of("date+person"),
)

MAILS = Format(
    name="mails",
    kind=RowKind.MAILS,
    source="mails",
    system=LIST,
    columns=_with_own_names(
        RowKind.MAILS,
        spelt(
            external_id="message id,external id,mail id,email id,id",
            sender="sender,from,from address,from email,sender email,sender address,sender id,"
            "sent by,source",
            recipients="recipient,recipients,to,to address,to email,recipient email,recipient id,"
            "recipient address,receiver,receivers,sent to,target",
            copied="cc,copied,copy to",
            date="timestamp,date,sent,sent at,sent on,date sent,datetime,date time,when,at,"
            "date time utc,received,received at,received time",
            time="time,time of day",
            answers="in reply to,answers",
            subject="subject,message subject",
        ),
    ),
    required=any_of("sender+recipients+date"),
)

ACCOUNTS = Format(
    name="accounts",
    kind=RowKind.ACCOUNTS,
    source="accounts",
    system=LIST,
    columns=_with_own_names(
        RowKind.ACCOUNTS,
        spelt(
            external_id="external id,id,account id,company id",
            name="name,account,account name,company,company name",
            kind="kind,account kind",
            website="website,web page,url,domain",
            parent="parent,parent account,parent company",
            parent_id="parent id,parent account id",
            supplier="supplier,incumbent,present supplier",
            notes="notes,note,comments,description",
        ),
    ),
    required=any_of("name+industry", "name+website", "name+kind", "name+supplier"),
)

FORMATS = (PEOPLE, LINKS, TOUCHES, MAILS, ACCOUNTS)
