namespace ClientBase.Domain.Contacts.Names;

/// <summary>Given names and their short forms: a line is one name, "formal=other formal spellings: short forms".</summary>
/// <remarks>Latin spellings that <see cref="Transliteration.Fold"/> finds by itself are not listed.</remarks>
internal static class GivenNameTables
{
    public const string RussianMen = """
        Александр=Alexander=Aleksander: Саша Саня Шура Сашка Санёк Сашенька Алекс Alex Xander
        Алексей=Alexis: Лёша Алёша Лёха Лёшка Лёшенька Алёшка
        Анатолий: Толя Толик Анатоль
        Андрей=Andrew: Андрюша Андрюха Дрюня Andy
        Антон=Anthony=Antony: Тоша Антоша Антошка Tony
        Аркадий: Аркаша Кеша
        Арсений: Арсюша Сеня Арс
        Артём=Артемий=Artyom: Тёма Артёмка Тёмка
        Артур=Arthur: Артурчик Артик Art
        Богдан: Бодя Даня Богданчик
        Борис: Боря Борька Борян
        Вадим: Вадик Вадя Дима
        Валентин=Valentine: Валя Валик
        Валерий: Валера Валерик
        Василий: Вася Васёк Васька Васенька
        Вениамин: Веня Венька
        Виктор=Victor: Витя Витёк Витька Vic
        Виталий: Виталик Виталя
        Владимир: Вова Володя Вовка Вован Вовчик Влад
        Владислав: Влад Владик Слава
        Всеволод: Сева Сева
        Вячеслав: Слава Славик Славка
        Геннадий: Гена Генка
        Георгий: Гоша Жора Гера Гога
        Герман: Гера
        Глеб: Глебушка Глебка
        Григорий=Gregory: Гриша Гришка Гриня Greg
        Даниил=Данила=Данил=Даниэль=Daniel: Даня Данька Данилка Dan Danny
        Денис=Dennis: Деня Дениска Диня Den
        Дмитрий=Dimitri: Дима Митя Димка Димон Димочка Митяй
        Евгений=Eugene: Женя Женька Жека Женечка Gene
        Егор=Yegor: Егорка Егорушка Гоша
        Ефим: Фима
        Захар: Захарка
        Иван: Ваня Ванька Ванюша Ванечка Иванушка
        Игнат=Игнатий: Игнаша
        Игорь: Игорёк Гоша Игорёша
        Илья: Илюша Илюха Ильюша
        Иннокентий: Кеша
        Иосиф=Осип=Joseph: Ося Joe Joey
        Кирилл=Cyril: Кирюша Кирюха Кира
        Клим: Климушка
        Константин=Constantine: Костя Костик Костян
        Лев: Лёва Лёвушка
        Леонид: Лёня Лёнька Лёнчик
        Леонтий: Лёня
        Макар: Макарка
        Максим=Maxim: Макс Максик Максимка
        Марк=Mark=Marc: Маркуша Марик
        Матвей=Matthew: Мотя Матвейка Matt
        Михаил=Michael=Mihail: Миша Мишка Мишаня Михась Мишенька Mike Mick Mickey
        Мирон: Мироша
        Мирослав: Мирек Слава
        Назар: Назарка
        Никита: Никитка Ник Никитос
        Николай=Nicholas=Nicolas: Коля Колька Колян Коленька Ник Nick Nicky
        Олег: Олежка Олежек Олежа
        Павел=Paul=Pavel: Паша Пашка Павлик Пашенька
        Пётр=Peter=Pyotr: Петя Петька Петенька Петруша Pete
        Платон: Платоша
        Прохор: Проша
        Радик: Радик
        Роберт=Robert: Роб Боб Bob Bobby Rob Robbie
        Родион: Родя Родик
        Роман: Рома Ромка Ромчик Ромашка
        Ростислав: Ростик Слава
        Руслан: Русик Русланчик Руся
        Савелий: Сава Савва
        Савва: Савушка
        Святослав: Слава Свят
        Семён=Simon: Сёма Семёнка Сеня
        Сергей: Серёжа Серёга Серый Серж Серёженька
        Станислав: Стас Стасик Слава
        Степан=Stephen=Steven: Стёпа Стёпка Steve
        Тарас: Тарасик
        Тимофей=Timothy: Тима Тимоша Тимка Tim Timmy
        Тимур: Тима Тимурчик
        Тихон: Тиша
        Трофим: Трофимка
        Фёдор=Fyodor=Theodore: Федя Федька Феденька Ted Teddy Theo
        Филипп=Philip=Phillip: Филя Филиппок Phil
        Харитон: Харитоша
        Эдуард=Edward: Эдик Эдя Ed Eddie Ned
        Эльдар: Эльдарчик
        Эмиль=Emil: Эмик
        Эрик=Eric=Erik: Эрик
        Юлиан=Julian: Юлик
        Юрий: Юра Юрик Юрка Юрочка
        Яков=Jacob: Яша Яшка Jake
        Ян: Яник
        Ярослав: Ярик Слава
        Абдул:
        Азат:
        Айдар:
        Айрат:
        Али:
        Алмаз:
        Альберт=Albert: Алик Альбертик Al Bert
        Альфред=Alfred: Фред Alf Alfie Fred
        Амир: Амирка
        Арам: Арамик
        Арман:
        Армен: Арменчик
        Арнольд:
        Аскар:
        Ахмед=Ахмет:
        Ашот:
        Бахтияр: Бахти
        Булат: Булатик
        Вагиф:
        Вахтанг: Вахо
        Гамид=Хамид:
        Гарик: Гарик
        Гейдар:
        Геворг:
        Гурген:
        Давид=Давыд=David: Дава Додик Dave Davey
        Дамир: Дамирка
        Демид: Дёма
        Демьян=Damian: Дёма
        Джамал:
        Заур: Заурик
        Ибрагим:
        Ильдар: Ильдарчик
        Ильнур:
        Ильхам:
        Искандер:
        Карен: Каренчик
        Карим:
        Камиль:
        Ленар:
        Магомед=Мухаммед=Мохаммед=Магомет: Мага
        Мамед:
        Марат: Маратик
        Марсель:
        Мурат:
        Мурад:
        Мустафа:
        Наиль:
        Нариман:
        Нурлан:
        Оскар=Oscar:
        Остап:
        Рамиль:
        Рамазан: Рама
        Расул:
        Рауф:
        Рафаэль=Рафаил=Raphael: Рафик
        Рашид:
        Ренат=Ринат: Ренатик
        Рустам: Рустик
        Рушан:
        Салават:
        Самвел:
        Сулейман:
        Султан:
        Тагир:
        Тигран: Тигранчик
        Фарид:
        Фархад:
        Хасан=Гасан:
        Шамиль:
        Эльвир:
        Эмин:
        """;

    public const string RussianWomen = """
        Агата=Agatha: Агаша Aggie
        Агния: Агнюша
        Аглая: Глаша
        Ада: Адочка
        Аделина=Adeline: Аделя
        Алевтина: Аля Тина Алевтинка
        Александра=Alexandra=Aleksandra: Саша Шура Саня Сашенька Сашка Алекс Alex Sandra Lexi Lexie
        Алина: Алинка Аля Алиночка
        Алиса=Alice: Алиска Ally
        Алла: Аллочка
        Алёна=Alyona: Алёнка Алёнушка
        Альбина: Аля Альбинка
        Амалия=Amelia: Амелия Millie
        Анастасия=Anastasia=Настасья: Настя Стася Ася Настёна Настенька Настюша Stacy
        Ангелина=Angelina: Геля Лина Ангелиночка Angie
        Анжела=Анжелика=Angela: Анжелка Angie
        Анна=Hannah: Аня Анюта Анечка Нюра Нюша Ася Аннушка Анька Annie
        Антонина=Antonina: Тоня Тонечка Нина
        Анфиса: Фиса
        Арина: Ариша Аринка
        Ариана:
        Богдана: Дана
        Валентина=Valentina: Валя Валечка Валюша
        Валерия=Valeria=Valerie: Лера Валера Лерочка Val
        Варвара=Barbara: Варя Варенька Варюша Barb Babs
        Василиса: Вася Василинка
        Вера: Верочка Веруня Верунчик
        Вероника=Veronica: Ника Вероничка Ronnie
        Виктория=Victoria: Вика Викуля Викуся Тори Vicky Vicki Tori
        Виолетта=Violet: Вета
        Влада: Владочка
        Владислава: Влада Слава
        Галина=Galina: Галя Галочка Галка
        Дана: Даночка
        Дарья=Дария: Даша Дашенька Дашуля Дашка
        Диана=Diana=Diane: Дина Ди
        Дина: Диночка
        Доминика=Dominica: Ника
        Ева=Eve=Eva: Евочка Evie
        Евгения=Eugenia: Женя Женечка Женька
        Евдокия: Дуня Дуся
        Екатерина=Yekaterina=Catherine=Katherine=Kathryn=Kathleen: Катя Катюша Катенька Катерина Катька Kate Katie Kathy Cathy Kat Kitty
        Елена=Helen=Helena: Лена Леночка Ленка Еленка Nell Nellie
        Елизавета=Elizabeth=Elisabeth: Лиза Лизонька Лизавета Лизок Liz Lizzie Lizzy Beth Betty Betsy Eliza Libby Lisa
        Ефросинья: Фрося
        Жанна=Joan: Жанночка
        Зарина:
        Зинаида: Зина Зиночка
        Злата: Златочка
        Зоя=Zoe: Зоенька Зойка
        Инга: Ингочка
        Инесса: Инна
        Инна: Инночка
        Ираида: Ира
        Ирина=Irene: Ира Ирочка Ириша Иришка Ирка
        Ия:
        Камилла=Камила=Camilla: Мила Milla
        Капитолина: Капа Лина
        Карина: Кара Каринка
        Каролина=Caroline=Carolina: Лина Carrie
        Кира: Кирочка
        Клавдия=Claudia: Клава Клавочка
        Клара=Clara: Кларочка
        Кристина=Christina=Cristina: Крис Кристя Chris Tina Chrissy
        Ксения=Xenia: Ксюша Ксеня Ксюня Оксана
        Лада: Ладушка
        Лариса=Larissa: Лара Лора Лариска
        Лиана: Лия
        Лидия=Lydia: Лида Лидочка
        Лилия=Лилиана=Lillian=Lily: Лиля Лилечка Lil
        Лина: Линочка
        Лия=Leah:
        Лолита: Лола
        Любовь: Люба Любаша Любочка
        Людмила: Люда Люся Мила Людочка
        Майя=Maya: Майечка
        Маргарита=Margarita: Рита Марго Риточка
        Марианна=Марьяна=Marianne: Мара
        Марина: Мариша Маринка Мариночка
        Мария=Марья: Маша Маруся Машенька Маня Мария Муся Машка Марийка
        Марта=Martha: Марточка
        Матильда=Matilda: Мотя Tilly
        Милана: Мила Миланочка
        Милена: Мила
        Мирослава: Мира Слава
        Мира: Мирочка
        Надежда: Надя Наденька Надюша
        Наталья=Наталия=Natalie: Наташа Ната Таша Наталка Натуся Nat
        Нелли: Неля
        Ника: Ника
        Нина: Ниночка Нинуля
        Нонна: Нонночка
        Оксана: Ксана Оксанка Ксюша
        Олеся=Алеся: Леся Олеська
        Ольга: Оля Олечка Оленька Ольгуша Лёля
        Пелагея: Поля
        Полина=Pauline: Поля Полинка Полиночка
        Прасковья: Паша Параша
        Раиса: Рая Раечка
        Регина=Regina: Рена Gina
        Римма: Риммочка
        Роза=Rose: Розочка Rosie
        Роксана=Roxana=Roxanne: Рокси Roxy
        Руслана: Руся
        Сабина=Sabina:
        Светлана: Света Светочка Светик Лана Светка
        Серафима: Сима Фима
        Снежана: Снежка
        Софья=София=Sophia=Sophie: Соня Сонечка Софа Софочка Соня
        Станислава: Стася Слава
        Стелла=Stella:
        Стефания=Stephanie: Стеша Steph
        Таисия=Таисья: Тая Тася
        Тамара=Tamara: Тома Тамарочка Tammy
        Татьяна: Таня Танечка Танюша Танька
        Ульяна: Уля Ульянка Ульяша
        Фаина: Фая
        Фатима=Фатьма:
        Фёкла: Фёкла
        Эвелина=Evelyn=Evelina: Эва Лина
        Элеонора=Eleanor=Elinor: Эля Нора Nora Ellie Nell
        Элина: Эля
        Элла=Ella: Эллочка
        Эльвира=Elvira: Эля Эльвирочка
        Эльмира: Эля Мира
        Эмилия=Emily: Эмма Эми Em Emmy
        Эмма=Emma: Эммочка
        Юлиана=Juliana: Юля
        Юлия=Julia=Julie: Юля Юленька Юлечка Юлька Jules
        Юнона:
        Яна: Яночка Янка
        Ярослава: Яся Слава
        Азиза:
        Айгуль: Гуля
        Айнура:
        Алсу:
        Альфия: Аля
        Амина:
        Анаит:
        Аниса:
        Гузель: Гуля
        Гульнара: Гуля Гульнарочка
        Гюзель: Гуля
        Динара: Дина
        Залина:
        Замира: Мира
        Зульфия: Зуля
        Ильмира: Мира
        Лейла=Leila:
        Ляйсан:
        Мадина: Дина
        Малика:
        Наргиз:
        Насиба:
        Патимат: Патя
        Разия:
        Рената:
        Сусанна=Susanna: Suzy
        Тахмина:
        Чулпан:
        Эльнара:
        """;

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
        Victor: Vic
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
