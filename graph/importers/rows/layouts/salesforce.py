"""Salesforce's objects, by the names of its API (ReportsToId), the labels of its reports
(Reports To: Full Name) and its tree files (referenceId, "@AccountRef1")."""

from graph.importers.rows.layouts.activities import finish_activities
from graph.importers.rows.layouts.format import Format, any_of, spelt
from graph.importers.rows.layouts.stages import finish_stages
from graph.importers.rows.model import RowKind

SYSTEM = "salesforce"
_REFERENCE = "referenceId"

_PERSON = {
    "first_name": "FirstName",
    "middle_name": "MiddleName",
    "last_name": "LastName",
    "title": "Title",
    "department": "Department",
    "email": "Email",
    "phone": "Phone,Business Phone",
    "other_phones": "MobilePhone,Mobile,HomePhone,OtherPhone",
    "lead_source": "LeadSource",
    "last_activity": "LastActivityDate,Last Activity",
    "reference": _REFERENCE,
}

CONTACTS = Format(
    name="salesforce-contacts",
    kind=RowKind.PEOPLE,
    source="salesforce contacts",
    system=SYSTEM,
    columns=spelt(
        **_PERSON,
        external_id="Id,Contact ID",
        name="Name,Full Name,Contact Name,Contact: Full Name",
        manager_id="ReportsToId,Reports To ID",
        manager="ReportsTo.Name,Reports To: Full Name,Reports To",
        assistant="AssistantName,Assistant,Assistant's Name",
        company="Account.Name,Account Name,Account Name: Account Name",
        company_id="AccountId,Account ID,@parent",
        buying_role="Role,Roles,Contact Role,Contact Roles",
        owner="Owner.Name,Contact Owner,Contact Owner: Full Name,OwnerId",
        notes="Description,Contact Description",
        birthday="Birthdate",
    ),
    required=any_of("last_name", "name+title", "name+email", "name+manager_id", "name+manager"),
    marks=frozenset(
        {
            *("AccountId", "ReportsToId", "OwnerId", "LastName", _REFERENCE),
            *("accountid", "accountname", "reportsto", "reportstoid", "reportstofullname"),
            *("reportstoname", "ownerid", "ownername", "contactowner", "leadsource", "contactid"),
            *("lastactivitydate", "lastactivity", "otherphone", "assistantname", "mailingcity"),
            *("mailingstreet", "mailingcountry", "systemmodstamp"),
        }
    ),
    least_marks=2,
)

LEADS = Format(
    name="salesforce-leads",
    kind=RowKind.PEOPLE,
    source="salesforce leads",
    system=SYSTEM,
    columns=spelt(
        **_PERSON,
        external_id="Id,Lead ID",
        name="Name,Full Name",
        company="Company,Company / Account",
        owner="Owner.Name,Lead Owner,OwnerId",
        notes="Description",
    ),
    required=any_of("last_name+company", "name+company"),
    marks=frozenset(
        {
            *("leadsource", "leadowner", "leadstatus", "leadid", "isconverted", "ownerid"),
            *("convertedaccountid", "convertedcontactid", "companyaccount", "LastName"),
            _REFERENCE,
        }
    ),
    least_marks=2,
)

ACCOUNTS = Format(
    name="salesforce-accounts",
    kind=RowKind.ACCOUNTS,
    source="salesforce accounts",
    system=SYSTEM,
    columns=spelt(
        external_id="Id,Account ID",
        reference=_REFERENCE,
        name="Name,Account Name",
        industry="Industry",
        website="Website",
        parent="Parent.Name,Parent Account,Parent Account: Account Name",
        parent_id="ParentId,Parent Account ID,@parent",
        notes="Description,Account Description",
    ),
    required=any_of("name"),
    marks=frozenset(
        {
            *("parentid", "parentaccount", "annualrevenue", "accountowner", "numberofemployees"),
            *("accountsource", "accountnumber", "ownership", "ownerid", "tickersymbol"),
            _REFERENCE,
            *("billingcity", "billingstreet", "billingcountry", "shippingcity", "shippingstreet"),
        }
    ),
    least_marks=1,
)

OPPORTUNITIES = Format(
    name="salesforce-opportunities",
    kind=RowKind.OPPORTUNITIES,
    source="salesforce opportunities",
    system=SYSTEM,
    columns=spelt(
        external_id="Id,Opportunity ID",
        reference=_REFERENCE,
        name="Name,Opportunity Name",
        company="Account.Name,Account Name",
        company_id="AccountId,Account ID,@parent",
        stage_name="StageName,Stage",
        is_closed="IsClosed,Closed",
        is_won="IsWon,Won",
        close_date="CloseDate",
        amount="Amount",
        currency="CurrencyIsoCode,Amount Currency,Opportunity Currency",
        notes="Description",
    ),
    required=any_of("name+stage_name"),
    finish=finish_stages,
)

ACCOUNT_ROLES = Format(
    name="salesforce-account-roles",
    kind=RowKind.ACCOUNT_ROLES,
    source="salesforce account roles",
    system=SYSTEM,
    columns=spelt(
        external_id="Id,Account Contact Relationship ID",
        person="ContactId,Contact ID",
        company_id="AccountId,Account ID",
        buying_role="Roles,Role",
        is_direct="IsDirect,Direct",
        is_active="IsActive,Active",
        valid_from="StartDate",
        valid_until="EndDate",
    ),
    required=any_of(
        "person+company_id+buying_role",
        "person+company_id+is_direct",
        "person+company_id+is_active",
    ),
)

OPPORTUNITY_ROLES = Format(
    name="salesforce-opportunity-roles",
    kind=RowKind.OPPORTUNITY_ROLES,
    source="salesforce opportunity roles",
    system=SYSTEM,
    columns=spelt(
        external_id="Id,Opportunity Contact Role ID",
        opportunity_id="OpportunityId,Opportunity ID",
        person="ContactId,Contact ID",
        buying_role="Role,Contact Role",
        is_primary="IsPrimary,Primary",
    ),
    required=any_of("opportunity_id+person"),
)

TASKS = Format(
    name="salesforce-tasks",
    kind=RowKind.TOUCHES,
    source="salesforce tasks",
    system=SYSTEM,
    columns=spelt(
        external_id="Id,Activity ID",
        date="ActivityDate,ActivityDateTime,StartDateTime,Date,Due Date,Start",
        person="WhoId,Who.Name,Contact,Name",
        colleague="OwnerId,Owner.Name,Assigned,Assigned To",
        what_id="WhatId",
        company="Account.Name,Company / Account,Account Name",
        subject="Subject",
        note="Description,Full Comments,Comments",
        direction="CallType",
        call_result="CallDisposition,Call Result",
        activity="TaskSubtype,EventSubtype,Task Subtype,Type",
        task_status="Status",
    ),
    required=any_of("date+person+subject", "date+person+colleague"),
    marks=frozenset(
        {
            *("whoid", "whatid", "calltype", "calldisposition", "callresult", "activitydate"),
            *("tasksubtype", "eventsubtype", "assigned", "companyaccount", "activityid"),
            *("activitydatetime", "startdatetime", "fullcomments"),
        }
    ),
    least_marks=2,
    finish=finish_activities,
)

FORMATS = (
    CONTACTS,
    LEADS,
    ACCOUNTS,
    OPPORTUNITIES,
    ACCOUNT_ROLES,
    OPPORTUNITY_ROLES,
    TASKS,
)
