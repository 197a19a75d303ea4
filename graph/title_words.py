"""The words of titles: what tells a level and what a function, in the commonest languages.

Phrases stand apart by commas and are found as whole words in folded text: lower case, no accents,
"vice president" as "vp". `*` stands for any letters; ^ and $ for the title's ends; parentheses,
bars and question marks mean what they mean in regular expressions. Chinese, Japanese and Korean
words are found anywhere. The first row that is found decides, whatever rank it has.
"""

from graph.vocabulary import Function, Level

THINGS_OWNED = "product process service system data project platform risk budget"
NOT_OF_A_THING = "".join(f"(?<!{thing} )" for thing in THINGS_OWNED.split())

LEVEL_WORDS: tuple[tuple[Level, str], ...] = (
    (
        Level.ASSISTANT,
        r"""
        (executive|personal|administrative|admin) assistants?, executive (business )?partner,
        assistants?(?= ?($|[^\w ]|(to|for|of|at|in|and|i{1,3}|iv|\d+)\b)), ^(ea|pa),
        receptionist, (?<!company )(?<!corporate )secretary(?! general), clerk, typist, cashier,
        intern, internship, trainee, apprentice, working student, *assistent(in)?,
        *sekretar(in)?, *praktikant(in)?, werkstudent(in)?, azubi, auszubildende*, assistante,
        secretaire(?! general), stagiaire, apprentie?, alternante?, asistente, assistente,
        auxiliar, secretari[ao](?! gener| geral), becari[ao], practicante, estagiari[ao],
        segretari[ao], tirocinante, stagista, secretaresse, stagiair, помощни*, ассистент*,
        секретарь, стажер, 秘書, 秘书, 助理$, アシスタント, 受付, 前台, 实习, 비서
        """,
    ),
    (Level.DIRECTOR, "chiefs? of staff"),
    (Level.VICE_PRESIDENT, "(deputy|vice|assistant|associate) (chief|ceo|cfo|cto|coo|cio|cmo)"),
    (
        Level.C_LEVEL,
        f"{NOT_OF_A_THING}(co-?)?owner, "
        r"""
        chief [\w &/-]{2,60} officer, chief executive, (executive|management) board,
        (ceo|cfo|cto|cio|coo|cmo|cro|chro|cpo|cso|cdo|ciso|clo|cao|cco|cxo|cbo|caio), president,
        (co-?)?founder, managing (director|partner|member), ^md$, proprietor, founding partner,
        secretary general,
        (^|(senior|managing|general|equity|tax|audit|law) )partner(?= ?($|[,&/(|-]|(at|in|and)\b)),
        (?<!deputy )(?<!associate )(?<!assistant )general counsel, geschaftsfuhr*,
        geschaftsleit*, *vorstand, vorstands*, prasident(in)?, generaldirektor*, inhaber(in)?,
        eigentumer(in)?, (mit)?grunder(in)?, gesellschafter(in)?, pdg, dg,
        direct(eur|rice) generale?, (co-?)?gerante?, (co-?)?fondat(eur|rice|ore), proprietaire,
        president[ae], directora? (general|ejecutiv[ao]), consejer[ao] delegad[ao],
        gerente general, (co-?)?fundadora?, propietari[ao], socia, socio, diretora? presidente,
        diretora? (geral|executiv[ao]), proprietari[ao],
        amministrat(ore|rice) (delegat|unic)[ao], dirett(ore|rice) generale, titolare,
        algemeen directeur, eigenaar, bestuurder,
        (генеральн|исполнительн|финансов|техническ|коммерческ)* директор, президент,
        (со)?основатель, владелец, собственник, (?<!副)社長, (?<!社外)取締役(?!会), 首席\w+官,
        创始人, 創業者, (?<!副)总经理, (?<!副)總經理, (?<!副)总裁, (?<!副)總裁, オーナー,
        대표이사, (?<!부)사장, prezes(ka)?, członek zarządu, właściciel(ka)?,
        dyrektor(ka)? (generaln|zarządzając|finansow|operacyjn|techniczn|handlow)*,
        (?<!نائب )الرئيس التنفيذي, المديرة? (العامة?|المالية?|التنفيذية?|التقنية?), مؤسسة?
        """,
    ),
    (
        Level.BOARD,
        r"""
        (?<!department )chair(man|woman|person)?, trustee,
        board (member|director|advisor|observer), (member of|on) (the )?board,
        board of (directors|trustees), (supervisory|advisory) board, ^board,
        (non-?executive|independent) director, ^ned, *aufsichtsrat, aufsichtsrats*,
        verwaltungsrat*, beirat*, conseil d'administration, administrateur independant,
        consejer[ao], conselheir[ao], consiglier[ae], commissaris, совета? директоров, 董事,
        会長, 會長, 회장
        """,
    ),
    (
        Level.VICE_PRESIDENT,
        r"""
        [aefgrs]?vp, executive (director|officer), 副社長, 副总裁, 副總裁, 副总经理, 副總經理,
        専務, 常務, 執行役員, 부사장, 전무, 상무, wiceprezes*, نائب الرئيس
        """,
    ),
    (
        Level.MANAGER,  # whose words hold those of a director
        r"""
        (team|gruppen|projekt|schicht|filial|abteilungs|bau)leit(er|erin|ung), team head,
        head (chef|cook|nurse|teacher|cashier)
        """,
    ),
    (
        Level.DIRECTOR,
        r"""
        directors?, dir, head, general manager, ^gm, country manager,
        (company|corporate) secretary, treasurer, general counsel, dean, provost, ^principal$,
        chief (\w+ )?(engineer|architect|scientist|economist|accountant|counsel), *leiter(in)?,
        ^leitung, prokurist(in)?, direktor(in)?, direct(eur|rice), directora, diretora?,
        dirett(ore|rice), dirigente, ^hoofd, директор, заместитель директора, 部長, 部长, 总监,
        總監, 부장, dyrektor(ka)?, مدير عام
        """,
    ),
    (
        Level.PROFESSIONAL,  # who manage a product, a project or an account, not people
        r"""
        (?<!group )(product|project|program|programme|programs|accounts?) (manager|mgr),
        (brand|content|community|social media|product marketing|campaign|category) (manager|mgr),
        (partner|channel|relationship|success|territory|portfolio|office) (manager|mgr),
        (case|contracts?|events?|release|proposal|bid|change) (manager|mgr),
        chef(fe)? de (projet|produit), (projekt|produkt|account)manager(in)?,
        gerente de (proyectos?|productos?|cuentas?|projetos?|produtos?|contas?), менеджер
        """,
    ),
    (
        Level.MANAGER,
        r"""
        managers?, manageress, mgr, supervisor, superintendent, fore(man|woman), leader,
        leads?(?= ?($|[^\w ]|(to|for|of|at|in|and)\b)), team ?lead, controller, comptroller,
        managerin, controllerin, *meister(in)?, responsable, chef(fe)? (de|du|des), jef[ea],
        gerente, encargad[ao], sub(gerente|director), coordenadora?, chefe, responsabile, capo,
        teamleider, leidinggevende, руководитель, начальник, заведующ*, главныи бухгалтер, 課長,
        课长, 次長, 係長, 经理, 經理, 主管, マネージャー, 과장, 차장, 팀장, kierowni(k|czka),
        (ال)?مديرة?, رئيسة? قسم
        """,
    ),
    (
        Level.PROFESSIONAL,
        r"""
        (account|sales|marketing|business|service|hr|client|customer|pr) exec*, fellow,
        *engineer, *developer, *designer, *scientist, *architect, *analyst, programmer, tester,
        accountant, auditor, bookkeeper, underwriter, actuary, economist, specialist,
        representative, rep, bdr, sdr, consultant, advis[eo]r, strategist, expert,
        administrat(eur|rice), administradora?, recruiter, sourcer, researcher, generalist,
        administrator, admin, officer, coordinator, counsel, lawyer, attorney, paralegal,
        solicitor, notary, partner, associate, contributor, technician, operator, mechanic,
        electrician, machinist, driver, worker, inspector, planner, buyer, merchandiser, agent,
        broker, dealer, sales(man|woman|person), trader, owner, dba, writer, editor, copywriter,
        journalist, producer, artist, photographer, translator, evangelist, advocate, trainer,
        instructor, teacher, lecturer, professor, tutor, librarian, nurse, physician, doctor,
        surgeon, pharmacist, therapist, dentist, hygienist, scrum master, *ologist, *ographer,
        *statistician, chemist, ^(senior )?(it|hr|sales|marketing|finance)$, *ingenieur(in)?,
        *entwickler(in)?, *berater(in)?, *referent(in)?, *mitarbeiter(in)?, *sachbearbeiter(in)?,
        *kauf(mann|frau), *verkaufer(in)?, *einkaufer(in)?, *techniker(in)?, *buchhalter(in)?,
        *spezialist(in)?, ingenieure, developpeu*, chargee? (de|d'\w+), conseill*, comptable,
        juriste, commerciale?, acheteu*, technicienn?e?, analyste, consultante?, ingenier[ao],
        analista, ejecutiv[ao], asesora?, contadora?, abogad[ao], tecnic[ao], desarrollador*,
        coordinadora?, especialista, compradora?, engenheir[ao], desenvolvedora?, advogad[ao],
        vendedora?, consultora?, ingegnere, impiegat[ao], consulente, addett[ao], specialista,
        avvocato, medewerk(er|ster), adviseur, ontwikkelaar, inkoper, verkoper, специалист,
        инженер*, бухгалтер, аналитик, разработчик, программист, юрист, консультант, 工程师,
        工程師, 专员, 專員, 主任, 担当, エンジニア, 顾问, 顧問, 会计, 分析师, 사원, 대리,
        specjalist(a|ka), inżynier*, księgow[ya], (ال)?محاسبة?, (ال)?مهندسة?
        """,
    ),
)

FUNCTION_WORDS: tuple[tuple[Function, str], ...] = (
    (
        Function.LEGAL,
        """
        legal, counsel, lawyer, attorney, paralegal, compliance, privacy, regulatory, clo,
        notary, solicitor, jurist*, juridi*, recht*, abogad*, advogad*, avvocat*, юрист*, 法務,
        法务, 법무
        """,
    ),
    (
        Function.HR,
        """
        human resources?, hr, hrbp, chro, people, people-ops, talent, payroll, benefits,
        workforce, compensation, recruit*, sourcer, employee, learning (and|&) development,
        recursos humanos, personal(leit|refer|abteil|wesen|entwick|chef)*, rh,
        ressources humaines, risorse umane, personeels*, персонал*, кадр*, 人事, 人力, 인사,
        kadr*, zasobów ludzkich, الموارد البشرية
        """,
    ),
    (
        Function.PROCUREMENT,
        """
        procure*, purchas*, buyer, sourcing, vendor management, category manager, *einkauf*,
        achats?, acheteu*, compras, comprador*, acquisti, inkoop*, inkoper, закуп*, снабжен*,
        采购, 採購, 購買, 調達, 구매, zakup*, (ال)?مشتريات
        """,
    ),
    (
        Function.CUSTOMER_SERVICE,
        """
        (customer|client) (success|support|services?|care|experience|operations), support,
        help ?desk, call cent*, contact cent*, onboarding, implementation, klantenservice,
        kunden(dienst|service|betreu|support)*, service clients?, atencion al cliente,
        assistenza clienti, 客服, カスタマー, 고객
        """,
    ),
    (
        Function.MARKETING,
        """
        market(ing|er|eer)*, brand, communications?, public relations, pr, cmo, content, seo,
        media, demand gen*, adverti*, events?, market research, copywriter, campaigns?,
        community, devrel, developer (relations|advocate), mercad*, comunica*, kommunikation*,
        werbung, маркет*, реклам*, 市场, 市場, マーケ, 마케팅, (ال)?تسويق
        """,
    ),
    (
        Function.SALES,
        """
        sales*, account (exec*|manager|director|rep*|management), cro, revenue, [bs]dr,
        business development, commercial, key account, pre-?sales, partnerships?, alliances?,
        channel, territory, deal desk, *vertrieb*, *verkauf*, ventes?, ventas, comercia*,
        commercia*, vendas, vendit*, vendedor*, verkoop*, verkoper, продаж*, коммерческ*, 営業,
        营业, 销售, 銷售, 业务, 영업, sprzedaż*, handlow*, (ال)?مبيعات
        """,
    ),
    (
        Function.FINANCE,
        """
        financ*, finanz*, cfo, account(ant|ants|ing|s (payable|receivable)), controll(er|ing)*,
        comptroller, treasur*, audit*, tax, fp&a, bookkeep*, invest*, actuar*, billing, credit,
        *buchhalt*, steuer*, comptab*, contab*, contador*, tesor*, boekhoud*, бухгалт*, финанс*,
        财务, 財務, 経理, 会计, 會計, 재무, finansow*, księgow*, (ال)?مالية?,
        (ال)?محاسبة?
        """,
    ),
    (
        Function.IT,
        """
        it, information (technology|systems?|security|officer), cio, ciso, edv, infosec, devops,
        (cyber|cloud|network|data) ?security, security (engineer*|analyst|architect), database,
        dba, systems? ?(admin|analyst|administrator), sysadmin, salesforce, sap, erp, crm,
        network, infrastructure, tech ops, desktop, data (&|and) analytics, data analyst,
        bi analyst, business intelligence, informati(k|que|ca)*, sistemas, системн*, ит, 情報,
        信息, 정보, informatyk*, تقنية المعلومات
        """,
    ),
    (
        Function.ENGINEERING,
        """
        engineer*, develop(er|ment), programmer, software, hardware, architect*, r&d, research*,
        cto, technology, technical, scientist, machine learning, qa, tester, *entwickl*,
        *ingenieur*, ingenier*, engenh*, ingegner*, developp*, desarroll*, sviluppat*,
        ontwikkel*, инженер*, разработ*, техническ*, программист, 技術, 技术, 开发, 開発, 研发,
        工程, エンジニア, 개발
        """,
    ),
    (
        Function.PRODUCT,
        """
        products?, ux, ui, user experience, design*, cpo, produkt(?!ion)*, producto*, produits?,
        produto*, prodott*, продукт*, 产品, 產品, 製品, プロダクト
        """,
    ),
    (
        Function.OPERATIONS,
        """
        operat*, ops, coo, logisti*, supply chain, manufactur*, production, plant, warehouse,
        shipping, stock, inventory, facilit*, quality, fulfil*, transport*, maintenance, safety,
        projects?, projekt*, projets?, proyectos?, projetos?, program(me|s)?, administrati*,
        office manager, store, delivery, *produktion*, betrieb*, qualitat*, werks*, operaci*,
        operac*, operaz*, producc*, exploitation, produzion*, producao, производ*, логист*,
        операци*, 生産, 生产, 运营, 運営, 物流, 총무, operacyjn*, produkcj*, (ال)?عمليات
        """,
    ),
    (
        Function.EXECUTIVE,
        """
        ceo, president[ae]?, founder, owner, proprietor, chair(man|woman|person)?, board,
        strategy, chief executive, chief of staff, managing (director|partner), executives?,
        country manager, general (manager|director|management), geschafts(fuhr|leit)*,
        *vorstand*, inhaber*, pdg, *aufsichtsrat*, verwaltungsrat*, algemeen directeur,
        direct(eur|rice|or|ora) generale?, gerente general, consejer[ao] delegad[ao], gerante?,
        dirett(ore|rice) generale, diretora? geral, amministrat(ore|rice) delegat[ao],
        fondat(eur|ore|rice), генеральн*, президент, основатель, 社長, 总经理, 總經理, 总裁,
        董事, 사장, prezes*, dyrektor(ka)? generaln*, الرئيس التنفيذي, المديرة? العامة?
        """,
    ),
    (
        Function.OTHER,
        """
        nurse, physician, doctor, surgeon, pharmacist, therapist, dentist, hygienist, teacher,
        lecturer, professor, tutor, librarian, dean, *ologist, chemist, journalist, artist,
        photographer, translator, driver, cook, (head|sous) chef
        """,
    ),
)
