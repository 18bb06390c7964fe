"""Small articles with marked statements: whose a role, a pronoun or a counting word is; our own.

``UNTIED``: no text ties the source to a named person. ``TIED``: the text does. Each row: an id, the
text, and what each statement asks for: a name, a description that begins with "-" (unnamed), or ""
where two remain possible.
"""

from __future__ import annotations

Row = tuple[str, str, dict[int, str]]

UNTIED: tuple[Row, ...] = (
    (
        "inquest-coroner",
        (
            "Tomas Wirral, 44, drowned off Pell Point in May. [1s:The coroner] [1c:said] [1k:the "
            "rail had rusted through]."
        ),
        {1: "-coroner"},
    ),
    (
        "kitchen-chef",
        (
            "Food writer Ines Calder dined at the Blue Door on Friday. [1s:The chef] [1c:said] "
            "[1k:the lamb was local]."
        ),
        {1: "-chef"},
    ),
    (
        "lift-engineer",
        (
            "Deepak Nair was stuck in the lift for three hours. [1s:The engineer] [1c:said] "
            "[1k:a cable had slipped]."
        ),
        {1: "-engineer"},
    ),
    (
        "bus-conductor",
        (
            "Mercy Otieno missed the last bus to Kisumu. [1s:The conductor] [1c:said] [1k:the "
            "bus had been full]."
        ),
        {1: "-conductor"},
    ),
    (
        "fire-chief",
        (
            "Rory Quill lost his house in the blaze. [1s:The fire chief] [1c:said] [1k:the roof "
            "had gone in minutes]."
        ),
        {1: "-chief"},
    ),
    (
        "science-lead",
        (
            "Biologist Hana Vos reviewed the paper for a rival journal. [1s:The study's lead "
            "author] [1c:said] [1k:the sample was small]."
        ),
        {1: "-author"},
    ),
    (
        "business-ceo",
        (
            "Investor Karl Renz sold his stake in Tolma Foods. [1s:The chief executive] "
            "[1c:said] [1k:the sale was a surprise]."
        ),
        {1: "-chief executive"},
    ),
    (
        "cricket-umpire",
        ("Ajay Pillai was given out on 98. [1s:The umpire] [1c:said] [1k:he had heard a nick]."),
        {1: "-umpire"},
    ),
    (
        "cricket-captain",
        (
            "Bowler Sam Trent took six for 40. [1s:The captain] [1c:said] [1k:it was the best "
            "spell he had seen]."
        ),
        {1: "-captain"},
    ),
    (
        "obit-daughter",
        (
            "Edith Marlow, who taught at Corran Primary for 30 years, died on Sunday. [1s:Her "
            "daughter] [1c:said] [1k:she never missed a day]."
        ),
        {1: "-daughter"},
    ),
    (
        "obit-neighbour",
        (
            "Edith Marlow died on Sunday. [1s:A neighbour] [1c:said] [1k:she fed every cat in "
            "the street]. [2s:The neighbour] [2c:said] [2k:the street was quiet now]."
        ),
        {1: "-neighbour", 2: "-neighbour"},
    ),
    (
        "chief-village",
        (
            "Chief Okello Baraka called the meeting. [1s:The farmer] [1c:said] [1k:the fence had "
            "been moved]."
        ),
        {1: "-farmer"},
    ),
    (
        "vicechancellor",
        (
            "Chancellor Prof Mary Achebe handed out the degrees. [1s:The vice-chancellor] "
            "[1c:said] [1k:fees would not rise]."
        ),
        {1: "-vice-chancellor"},
    ),
    (
        "shadow",
        (
            "Transport Secretary Neil Fenn announced the line. [1s:The shadow transport "
            "secretary] [1c:said] [1k:it was a rehash]."
        ),
        {1: "-shadow transport secretary"},
    ),
    (
        "assist-coach",
        (
            "Coach Bill Rusk left the ground early. [1s:The assistant coach] [1c:said] [1k:he "
            "was proud of them]."
        ),
        {1: "-assistant coach"},
    ),
    (
        "former-mayor",
        (
            "Mayor Dina Pohl cut the ribbon. [1s:The former mayor] [1c:said] [1k:he had begun "
            "the project]."
        ),
        {1: "-former mayor"},
    ),
    (
        "deputy-comm",
        (
            "Commissioner Ashok Bedi praised his force. [1s:The deputy commissioner] [1c:said] "
            "[1k:two men were held]."
        ),
        {1: "-deputy commissioner"},
    ),
    (
        "plaintiff-def",
        (
            "Plaintiff Gwen Sole told her story. [1s:The defendant] [1c:said] [1k:none of it was "
            "true]."
        ),
        {1: "-defendant"},
    ),
    (
        "victim-mother",
        (
            "Kwame Boadu, 17, was stabbed outside the market. [1s:The victim's mother] [1c:said] "
            "[1k:he was buying bread]."
        ),
        {1: "-mother"},
    ),
    (
        "pron-gender",
        (
            "Laura Finch sued the club. [1s:The manager] [1c:said] [1k:the pool was safe]. "
            "[2s:He] [2c:said] [2k:nobody else had complained]."
        ),
        {1: "-manager", 2: "-manager"},
    ),
    (
        "dentist",
        (
            "Actor Leo Strand broke a tooth on stage. [1s:The dentist] [1c:said] [1k:it would "
            "take a week]."
        ),
        {1: "-dentist"},
    ),
    (
        "tenant-land",
        ("Landlord Eric Poole owns nine flats. [1s:The tenant] [1c:said] [1k:the walls were wet]."),
        {1: "-tenant"},
    ),
    (
        "buyer",
        (
            "Farmer Joan Pike put the tractor up for sale. [1s:The buyer] [1c:said] [1k:he got a "
            "bargain]."
        ),
        {1: "-buyer"},
    ),
    (
        "nurse",
        (
            "Dr Alan Voss operated on her twice. [1s:The nurse] [1c:said] [1k:the second time "
            "was worse]."
        ),
        {1: "-nurse"},
    ),
    (
        "company-town",
        (
            "HOLLOWAY, Ohio – The plant shut on Monday. [1s:The company] [1c:said] [1k:orders "
            "had dried up]."
        ),
        {1: "-company"},
    ),
    (
        "company-two",
        (
            "Brask Motors sued Vellin Steel on Monday over late parts. [1s:The company] "
            "[1c:said] [1k:it would win]."
        ),
        {1: ""},
    ),
    (
        "union-street",
        ("Workers met on Union Street in Dalby. [1s:The union] [1c:said] [1k:the offer was poor]."),
        {1: "-union"},
    ),
    (
        "counting",
        (
            "[1s:One resident] [1c:said] [1k:the smell was foul]. [2s:A second resident] "
            "[2c:said] [2k:it made her ill]. [3s:The first] [3c:said] [3k:he would move]."
        ),
        {1: "-resident", 2: "-resident"},
    ),
    (
        "former-latter",
        (
            "Ann Reed and Cal Voss ran for the seat. [1s:The former] [1c:promised] [1k:a pool]. "
            "[2s:The latter] [2c:promised] [2k:a road]."
        ),
        {1: "Ann Reed", 2: "Cal Voss"},
    ),
    (
        "another",
        (
            "[1s:One nurse] [1c:said] [1k:the ward was full]. [2s:Another] [2c:said] [2k:she "
            "slept on the floor]."
        ),
        {1: "-nurse"},
    ),
    (
        "two-candidates",
        (
            "Engineer Raj Anand and engineer Felix Moor built the bridge. [1s:The engineer] "
            "[1c:said] [1k:it was sound]."
        ),
        {1: ""},
    ),
    (
        "h-bailiff",
        ("Simon Teal refused to leave the flat. [1s:The bailiff] [1c:said] [1k:he had a warrant]."),
        {1: "-bailiff"},
    ),
    (
        "h-jury",
        ("Grant Ode was found guilty of arson. [1s:The foreman] [1c:said] [1k:all twelve agreed]."),
        {1: "-foreman"},
    ),
    (
        "h-vet",
        ("Olive Hurst found her dog limping. [1s:The vet] [1c:said] [1k:it had eaten a stone]."),
        {1: "-vet"},
    ),
    (
        "h-was-vict",
        (
            "Lola Park was the victim of a robbery. [1s:The shopkeeper] [1c:said] [1k:he saw "
            "nothing]."
        ),
        {1: "-shopkeeper"},
    ),
    (
        "h-notrole",
        "Ed Marsh is not a doctor. [1s:The doctor] [1c:said] [1k:he had no training].",
        {1: "-doctor"},
    ),
    (
        "h-met",
        "Ed Marsh met a doctor in Leeds. [1s:The doctor] [1c:said] [1k:he was fine].",
        {1: "-doctor"},
    ),
    (
        "h-want",
        "Rita Coe wants to be a pilot. [1s:The pilot] [1c:said] [1k:she was welcome].",
        {1: "-pilot"},
    ),
    (
        "h-son-of",
        "Ben Ortiz is the son of a baker. [1s:The baker] [1c:said] [1k:bread was dear].",
        {1: "-baker"},
    ),
    (
        "h-ministers",
        (
            "Trade Minister Luis Paz flew home. [1s:The transport minister] [1c:said] [1k:roads "
            "were shut]."
        ),
        {1: "-transport minister"},
    ),
    (
        "h-his-wife",
        "Zoran Ilic was freed on Friday. [1s:His wife] [1c:said] [1k:he had lost weight].",
        {1: "-wife"},
    ),
    (
        "h-bank-two",
        ("Orbis Bank and Delta Bank raised rates. [1s:The bank] [1c:said] [1k:costs had gone up]."),
        {1: ""},
    ),
    (
        "h-two-sen",
        (
            "Senator Al Roe and Senator Kit Bly clashed. [1s:The senator] [1c:said] [1k:it was "
            "over]."
        ),
        {1: ""},
    ),
    (
        "h-mp-asst",
        (
            "Shobha Rani MP visited the camp. [1s:The relief commissioner] [1c:said] [1k:tents "
            "had come]."
        ),
        {1: "-commissioner"},
    ),
    (
        "h-guard",
        "Manager Tim Foal locked the gate. [1s:The guard] [1c:said] [1k:the key was lost].",
        {1: "-guard"},
    ),
    (
        "h-groom",
        "Priya Nair, the bride, was late. [1s:The groom] [1c:said] [1k:the car broke down].",
        {1: "-groom"},
    ),
    (
        "h-the-34",
        "Anna Bell, 51, met the team. [1s:The 19-year-old] [1c:said] [1k:he was nervous].",
        {1: "-19"},
    ),
    (
        "h-the-acc",
        "Inspector Dan Roe gave evidence. [1s:The accused] [1c:said] [1k:he was asleep].",
        {1: "-accused"},
    ),
    (
        "h-farm",
        ("Farmers' leader Obi Eze spoke in Jos. [1s:The trader] [1c:said] [1k:yams cost double]."),
        {1: "-trader"},
    ),
    (
        "h-elected",
        "Tess Lund was elected mayor. [1s:The treasurer] [1c:said] [1k:the vote was fair].",
        {1: "-treasurer"},
    ),
)

TIED: tuple[Row, ...] = (
    (
        "appos",
        (
            "Ivo Kern, the driver, was not hurt. [1s:The driver] [1c:said] [1k:the brakes had "
            "failed]."
        ),
        {1: "Ivo Kern"},
    ),
    (
        "appos-2",
        (
            "The driver, Ivo Kern, was not hurt. [1s:The driver] [1c:said] [1k:the brakes had "
            "failed]."
        ),
        {1: "Ivo Kern"},
    ),
    (
        "bare-role",
        ("Bus driver Ivo Kern was not hurt. [1s:The driver] [1c:said] [1k:the brakes had failed]."),
        {1: "Ivo Kern"},
    ),
    (
        "title-justice",
        (
            "Justice Amina Bello adjourned the case. [1s:The judge] [1c:said] [1k:she wanted the "
            "files]."
        ),
        {1: "Amina Bello"},
    ),
    (
        "is-a",
        (
            "Piet Vaal is a beekeeper in Doorn. [1s:The beekeeper] [1c:said] [1k:half his hives "
            "were dead]."
        ),
        {1: "Piet Vaal"},
    ),
    (
        "who-is",
        (
            "Piet Vaal, who works as a plumber, heard the bang. [1s:The plumber] [1c:said] "
            "[1k:the pipe had burst]."
        ),
        {1: "Piet Vaal"},
    ),
    (
        "became",
        (
            "Nora Lindt became mayor of Estby in 2011. [1s:The mayor] [1c:said] [1k:the port "
            "would stay]."
        ),
        {1: "Nora Lindt"},
    ),
    (
        "was-appointed",
        (
            "Nora Lindt was elected president of the club in June. [1s:The president] [1c:said] "
            "[1k:dues would rise]."
        ),
        {1: "Nora Lindt"},
    ),
    (
        "as-a",
        (
            "As headteacher, Joyce Wan had seen it before. [1s:The headteacher] [1c:said] "
            "[1k:the roof leaked]."
        ),
        {1: "Joyce Wan"},
    ),
    (
        "later-name",
        (
            "[1s:The widow], Ama Sarpong, [1c:said] [1k:he was kind]. [2s:The widow] [2c:said] "
            "[2k:she had no money]."
        ),
        {1: "Ama Sarpong", 2: "Ama Sarpong"},
    ),
    (
        "company-appos",
        (
            "[1s:The company], Tolma Foods, [1c:said] [1k:it was sorry]. [2s:The company] "
            "[2c:said] [2k:nobody was ill]."
        ),
        {1: "Tolma Foods", 2: "Tolma Foods"},
    ),
    (
        "company-only",
        (
            "Tolma Foods Ltd recalled the jars on Monday. [1s:The company] [1c:said] [1k:nobody "
            "was ill]."
        ),
        {1: "Tolma Foods Ltd"},
    ),
    (
        "union-name",
        ("The Dock Workers Union called a strike. [1s:The union] [1c:said] [1k:pay was too low]."),
        {1: "Dock Workers Union"},
    ),
    (
        "minister-again",
        (
            "Health Minister Carla Nunes spoke. Prime Minister Ed Foy did not. [1s:The health "
            "minister] [1c:said] [1k:beds were ready]. [2s:The prime minister] [2c:said] "
            "[2k:later that he agreed]."
        ),
        {1: "Carla Nunes", 2: "Ed Foy"},
    ),
    (
        "vice",
        (
            "Vice President Lea Ort met President Jon Amsel. [1s:The vice president] [1c:said] "
            "[1k:they agreed]. [2s:The president] [2c:said] [2k:little]."
        ),
        {1: "Lea Ort", 2: "Jon Amsel"},
    ),
    (
        "age-role",
        (
            "Marta Silva, 34, a nurse from Porto, was on the train. [1s:The nurse] [1c:said] "
            "[1k:she ran]."
        ),
        {1: "Marta Silva"},
    ),
    (
        "age-ref",
        "Marta Silva, 34, was on the train. [1s:The 34-year-old] [1c:said] [1k:she ran].",
        {1: "Marta Silva"},
    ),
    (
        "pron-she",
        "Marta Silva met Otto Brandt at the door. [1s:She] [1c:said] [1k:it was locked].",
        {1: "Marta Silva"},
    ),
    (
        "pron-he",
        "Marta Silva met Otto Brandt at the door. [1s:He] [1c:said] [1k:it was locked].",
        {1: "Otto Brandt"},
    ),
    (
        "pron-addressed",
        (
            "“Get out,” [1s:Otto Brandt] [1c:told] Karl Heim. [2s:He] [2c:said] [2k:he would "
            "call the police]."
        ),
        {2: "Otto Brandt"},
    ),
    (
        "author-study",
        (
            "Hana Vos, the study's lead author, welcomed the news. [1s:The author] [1c:said] "
            "[1k:the sample was large]."
        ),
        {1: "Hana Vos"},
    ),
    (
        "captain",
        "Captain Joe Strand led the side. [1s:The captain] [1c:said] [1k:they were tired].",
        {1: "Joe Strand"},
    ),
    (
        "accused",
        ("Raj Anand, accused of fraud, was in court. [1s:The accused] [1c:said] [1k:he was ill]."),
        {1: "Raj Anand"},
    ),
    (
        "lawyer-for",
        (
            "Gail Orme, a lawyer for the family, was there. [1s:The lawyer] [1c:said] [1k:they "
            "would appeal]."
        ),
        {1: "Gail Orme"},
    ),
    (
        "his-lawyer",
        (
            "Raj Anand was in court. His lawyer, Gail Orme, sat beside him. [1s:His lawyer] "
            "[1c:said] [1k:they would appeal]. [2s:The lawyer] [2c:said] [2k:the charge was "
            "wrong]."
        ),
        {1: "Gail Orme", 2: "Gail Orme"},
    ),
    (
        "its-ceo",
        (
            "Tolma Foods is based in Erd. Its chief executive, Pal Kovac, flew in. [1s:The chief "
            "executive] [1c:said] [1k:sales were up]."
        ),
        {1: "Pal Kovac"},
    ),
    (
        "team",
        "Dalby Rovers lost again. [1s:The club] [1c:said] [1k:the coach would stay].",
        {1: "Dalby Rovers"},
    ),
    (
        "councillor",
        (
            "Cllr Ruth Dean chairs the panel. [1s:The councillor] [1c:said] [1k:bins would be "
            "emptied]."
        ),
        {1: "Ruth Dean"},
    ),
    (
        "professor-at",
        (
            "Dr Lin Zhao, a physicist at Karst University, read it. [1s:The scientist] [1c:said] "
            "[1k:it was sound]."
        ),
        {1: "Lin Zhao"},
    ),
    (
        "both",
        "Ann Reed and Cal Voss saw it. [1s:Both] [1c:said] [1k:it was red].",
        {1: "Ann Reed and Cal Voss"},
    ),
    (
        "minister-in",
        (
            "Kwesi Ofori, Ghana's energy minister, opened the plant. [1s:The minister] [1c:said] "
            "[1k:power cuts would end]."
        ),
        {1: "Kwesi Ofori"},
    ),
    (
        "sp",
        (
            "Police Superintendent Ravi Menon reached the spot. [1s:The superintendent] "
            "[1c:said] [1k:four were held]."
        ),
        {1: "Ravi Menon"},
    ),
    (
        "victim-named",
        ("The victim, Kwame Boadu, was 17. [1s:The victim] [1c:told] nurses [1k:he knew the man]."),
        {1: "Kwame Boadu"},
    ),
    (
        "owner-of",
        (
            "Jess Arkin owns the shop on Pell Street. [1s:The shop owner] [1c:said] [1k:the "
            "window was smashed]."
        ),
        {1: "Jess Arkin"},
    ),
    (
        "surname-later",
        (
            "[1s:A farmer] [1c:said] [1k:the river rose]. [2s:The farmer], Joan Pike, [2c:said] "
            "[2k:she lost 40 sheep]."
        ),
        {2: "Joan Pike", 1: "Joan Pike"},
    ),
    (
        "goalkeeper",
        (
            "Goalkeeper Ben Achterberg saved two penalties. [1s:The goalkeeper] [1c:said] [1k:he "
            "guessed]."
        ),
        {1: "Ben Achterberg"},
    ),
    (
        "spokes",
        (
            "Tolma Foods spokeswoman Una Beck was there. [1s:The spokeswoman] [1c:said] "
            "[1k:nobody was ill]."
        ),
        {1: "Una Beck"},
    ),
    (
        "author-novel",
        (
            "Kemi Alade has written nine novels. [1s:The novelist] [1c:said] [1k:the tenth was "
            "her last]."
        ),
        {1: "Kemi Alade"},
    ),
    (
        "t-owner",
        (
            "Omar Haddad runs a bakery in Fell. [1s:The bakery owner] [1c:said] [1k:flour was "
            "short]."
        ),
        {1: "Omar Haddad"},
    ),
    (
        "t-isa",
        ("Lucy Tran is the school's caretaker. [1s:The caretaker] [1c:said] [1k:the pipes froze]."),
        {1: "Lucy Tran"},
    ),
    (
        "t-served",
        (
            "Gus Pell served as treasurer for a decade. [1s:The treasurer] [1c:said] [1k:books "
            "were clean]."
        ),
        {1: "Gus Pell"},
    ),
    (
        "t-named",
        "Iris Bloom was named coach in May. [1s:The coach] [1c:said] [1k:she was ready].",
        {1: "Iris Bloom"},
    ),
    (
        "t-works",
        ("Dev Rana, 52, works as a fisherman. [1s:The fisherman] [1c:said] [1k:nets were empty]."),
        {1: "Dev Rana"},
    ),
    (
        "t-aged",
        (
            "Dev Rana, aged 52, a fisherman from Goa, was there. [1s:The fisherman] [1c:said] "
            "[1k:nets were empty]."
        ),
        {1: "Dev Rana"},
    ),
    (
        "t-age",
        "Noah Quist, 19, won gold. [1s:The 19-year-old] [1c:said] [1k:he would sleep].",
        {1: "Noah Quist"},
    ),
    (
        "t-her-agent",
        (
            "Singer Mila Roy fell ill. Her agent, Tod Blane, flew in. [1s:The agent] [1c:said] "
            "[1k:she was resting]."
        ),
        {1: "Tod Blane"},
    ),
    ("t-firm", "[1s:The charity], Hope Line, [1c:said] [1k:it had no funds].", {1: "Hope Line"}),
    (
        "t-captain",
        "[1s:The skipper], Moses Ojo, [1c:said] [1k:the sea was calm].",
        {1: "Moses Ojo"},
    ),
    (
        "t-acc",
        ("Uma Das, who is accused of theft, wept. [1s:The accused] [1c:said] [1k:she was poor]."),
        {1: "Uma Das"},
    ),
    (
        "t-former",
        (
            "Zed Holt left first and Amy Roe stayed. Zed Holt and Amy Roe were rivals. [1s:The "
            "latter] [1c:said] [1k:she had won]."
        ),
        {1: "Amy Roe"},
    ),
    (
        "t-as",
        ("As chairman, Leo Varga sees every bill. [1s:The chairman] [1c:said] [1k:costs were up]."),
        {1: "Leo Varga"},
    ),
    (
        "t-fmayor",
        (
            "Mayor Ida Moss spoke after former mayor Hal Reck. [1s:The mayor] [1c:said] [1k:it "
            "was time]."
        ),
        {1: "Ida Moss"},
    ),
    (
        "t-dr",
        "Dr Ngozi Eke treated him. [1s:The doctor] [1c:said] [1k:he would live].",
        {1: "Ngozi Eke"},
    ),
    (
        "t-cop",
        (
            "Constable Ray Tuck stopped the car. [1s:The constable] [1c:said] [1k:it smelled of "
            "gin]."
        ),
        {1: "Ray Tuck"},
    ),
    (
        "t-univ",
        ("Karst University closed two labs. [1s:The university] [1c:said] [1k:funds had run out]."),
        {1: "Karst University"},
    ),
    (
        "t-two-sen",
        (
            "Senator Al Roe and Senator Kit Bly clashed. Bly left early. [1s:The senator] "
            "[1c:said] [1k:it was over]."
        ),
        {1: "Kit Bly"},
    ),
    (
        "t-spokes",
        (
            "Ministry spokesman Ali Reda took questions. [1s:The spokesman] [1c:said] [1k:talks "
            "went on]."
        ),
        {1: "Ali Reda"},
    ),
)
