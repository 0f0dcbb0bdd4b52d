namespace ClientBase.Domain.Contacts.Names;

/// <summary>Given names and their short forms: a line is one name, "formal=other formal spellings: short forms".</summary>
/// <remarks>Latin spellings that <see cref="Transliteration.Fold"/> finds by itself are not listed.</remarks>
internal static partial class GivenNameTables
{
    public const string EnglishMen = """
        Aaron: Ron
        Adam:
        Adrian: Ade
        Alan=Allan=Allen: Al
        Austin:
        Barry: Baz
        Benjamin: Ben Benny Benji
        Bernard: Bernie
        Bradley: Brad
        Brandon:
        Brian=Bryan:
        Bruce:
        Caleb:
        Carl=Karl:
        Carlos:
        Charles: Charlie Chuck Chas
        Christian: Chris
        Christopher: Chris Kit Topher
        Clifford: Cliff
        Clive:
        Colin:
        Connor=Conor:
        Craig:
        Cody:
        Declan:
        Derek=Derrick:
        Diego:
        Dominic=Dominick: Dom Nick
        Donald: Don Donnie Donny
        Douglas: Doug Dougie
        Duncan:
        Dylan:
        Edgar: Ed
        Edmund: Ed Ned
        Edwin: Ed
        Elijah: Eli
        Elliot=Elliott:
        Ethan:
        Evan:
        Felix:
        Finn:
        Francis: Frank Frankie
        Franklin: Frank
        Frederick=Frederic: Fred Freddie Freddy
        Gabriel: Gabe
        Gareth: Gary Gaz
        Gary:
        Gavin:
        Geoffrey=Jeffrey: Geoff Jeff
        George: Georgie
        Gerald: Gerry Jerry
        Gilbert: Gil
        Gordon:
        Graham=Graeme:
        Harold: Harry Hal
        Harrison: Harry
        Henry: Harry Hank Hal
        Herbert: Herb Bert
        Howard: Howie
        Hugh: Hughie
        Hugo:
        Ian=Iain:
        Isaac: Zac Ike
        Jack: Jackie
        James: Jim Jimmy Jamie Jem
        Jason: Jay
        Jeremy: Jerry Jez
        Jesse: Jess
        John: Johnny Jack Jon
        Jonathan=Johnathan: Jon Jonny
        Jose:
        Joshua: Josh
        Juan:
        Justin:
        Keith:
        Kenneth: Ken Kenny
        Kevin: Kev
        Kyle:
        Lachlan: Lachie
        Lawrence=Laurence: Larry Laurie
        Leonard: Len Lenny Leo
        Lewis=Louis: Lou
        Liam:
        Logan:
        Lucas=Luke: Luc
        Luis:
        Malcolm: Mal
        Marcus:
        Martin: Marty
        Maurice: Mo
        Maximilian: Max
        Maxwell: Max
        Mitchell: Mitch
        Nathan: Nate
        Nathaniel: Nate Nat Nathan
        Neil=Neal:
        Nigel:
        Noah:
        Norman: Norm
        Oliver: Ollie Olly
        Owen:
        Patrick: Pat Paddy Rick
        Percy:
        Ralph:
        Raymond: Ray
        Reginald: Reg Reggie
        Richard: Rick Ricky Dick Rich Richie
        Roger: Rodge
        Ronald: Ron Ronnie
        Ross:
        Rory:
        Roy:
        Russell: Russ
        Ryan:
        Samuel: Sam Sammy
        Scott: Scottie
        Sean=Shaun=Shawn:
        Sebastian: Seb Bastian
        Seth:
        Spencer:
        Stanley: Stan
        Stuart=Stewart: Stu
        Terence=Terrence: Terry
        Thomas: Tom Tommy
        Todd:
        Travis:
        Trevor: Trev
        Vernon: Vern
        Vincent: Vince Vinnie
        Walter: Walt Wally
        Warren:
        Wayne:
        Wesley: Wes
        William: Will Bill Billy Willy Liam
        Zachary: Zac Zach Zack
        """;

    public const string EnglishWomen = """
        Abigail: Abby Abbie Gail
        Agnes: Aggie
        Alison=Allison: Ali Ally
        Amanda: Mandy
        Amber:
        Amy:
        Andrea: Andie
        Anne=Ann: Annie Nan Nancy
        April:
        Ashley:
        Audrey:
        Ava:
        Beatrice: Bea
        Belinda: Bel
        Bethany: Beth
        Beverley=Beverly: Bev
        Brenda:
        Bridget: Biddy
        Brooke:
        Carol=Carole: Carrie
        Cassandra: Cass Cassie Sandra
        Cecilia: Cissy
        Charlotte: Lottie Charlie Char
        Chelsea:
        Chloe:
        Christine: Chris Tina Chrissie
        Clare=Claire:
        Cynthia: Cindy
        Daisy:
        Danielle: Dani
        Dawn:
        Deborah=Debra: Debbie Deb
        Denise:
        Donna:
        Dorothy: Dot Dottie Dolly
        Edith: Edie
        Eileen:
        Eleanora: Nora
        Emilia: Millie
        Erica=Erika:
        Erin:
        Esther: Essie
        Fiona: Fi
        Florence: Flo Florrie
        Frances: Fran Fanny
        Georgina=Georgia: Georgie
        Geraldine: Gerry
        Gillian=Jillian: Gill Jill
        Gloria:
        Grace: Gracie
        Gwendolyn: Gwen
        Harriet: Hattie
        Hazel:
        Heather:
        Hilary=Hillary:
        Holly:
        Imogen: Immy
        Isabel=Isabelle=Isabella: Izzy Bella Belle
        Ivy:
        Jacqueline: Jackie
        Jane: Janie
        Janet: Jan
        Janice: Jan
        Jasmine: Jas
        Jean: Jeannie
        Jennifer: Jen Jenny Jennie
        Jessica: Jess Jessie
        Joanna=Joanne: Jo
        Josephine: Jo Josie
        Joyce:
        Judith: Judy Jude
        Kaitlyn=Caitlin: Kait
        Karen: Kaz
        Kayla:
        Kimberly=Kimberley: Kim Kimmy
        Kirsten: Kirsty
        Kristen: Kris
        Laura: Laurie
        Lauren:
        Leslie:
        Linda: Lindy
        Lindsay=Lindsey:
        Louise: Lou
        Lucy: Lu
        Lynn=Lynne:
        Mabel:
        Madeleine=Madeline: Maddie
        Margaret: Maggie Meg Peggy Madge Marge Daisy
        Marilyn:
        Marjorie: Marge
        Mary: Molly Polly Mae
        Maureen: Mo
        Megan: Meg
        Melanie: Mel
        Melissa: Mel Missy Lissa
        Mia:
        Michelle: Shelly
        Mildred: Millie
        Miranda:
        Molly:
        Monica:
        Naomi:
        Nicole=Nicola: Nicky Nikki
        Olivia: Liv Livvy
        Pamela: Pam
        Patricia: Pat Patty Trish Tricia
        Penelope: Penny
        Phoebe:
        Phyllis:
        Priscilla: Cilla
        Rachel=Rachael: Rach
        Rebecca: Becky Becca
        Rhonda:
        Rosemary: Rose Rosie
        Ruby:
        Ruth: Ruthie
        Sally:
        Samantha: Sam Sammy
        Sarah=Sara: Sally Sadie
        Scarlett:
        Shannon:
        Sharon: Shaz
        Sheila:
        Shirley:
        Stacey:
        Susan=Suzanne: Sue Susie Suzie
        Sylvia: Sylvie
        Teresa=Theresa: Terry Tess Tessa
        Tracy=Tracey: Trace
        Vanessa: Nessa
        Vivian=Vivienne: Viv
        Wendy:
        Yvonne:
        """;

    public const string Unisex = """
        Casey:
        Jordan:
        Jamie:
        Morgan:
        Robin: Rob
        Taylor:
        Riley:
        Cameron: Cam
        """;
}
