namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>
/// The regions of the world that have telephones: ISO 3166 codes of two and three letters, then names in English and Russian, the usual
/// one of each language first. An indented line continues the one above.
/// </summary>
internal static class CountryTable
{
    public const string Lines = """
        AC - Ascension Island|о-в Вознесения
        AD AND Andorra|Андорра
        AE ARE United Arab Emirates|UAE|Emirates|ОАЭ|Объединенные Арабские Эмираты|Эмираты
        AF AFG Afghanistan|Афганистан
        AG ATG Antigua & Barbuda|Антигуа и Барбуда
        AI AIA Anguilla|Ангилья
        AL ALB Albania|Албания
        AM ARM Armenia|Армения|Республика Армения
        AO AGO Angola|Ангола
        AR ARG Argentina|Аргентина
        AS ASM American Samoa|Американское Самоа
        AT AUT Austria|Österreich|Австрия
        AU AUS Australia|Австралия
        AW ABW Aruba|Аруба
        AX ALA Åland Islands|Аландские о-ва
        AZ AZE Azerbaijan|Азербайджан|Азербайджанская Республика
        BA BIH Bosnia & Herzegovina|Босния и Герцеговина
        BB BRB Barbados|Барбадос
        BD BGD Bangladesh|Бангладеш
        BE BEL Belgium|Бельгия
        BF BFA Burkina Faso|Буркина-Фасо
        BG BGR Bulgaria|Болгария
        BH BHR Bahrain|Бахрейн
        BI BDI Burundi|Бурунди
        BJ BEN Benin|Бенин
        BL BLM St. Barthélemy|Сен-Бартелеми
        BM BMU Bermuda|Бермудские о-ва
        BN BRN Brunei|Brunei Darussalam|Бруней
        BO BOL Bolivia|Боливия
        BQ BES Caribbean Netherlands|Бонэйр, Синт-Эстатиус и Саба|Бонайре
        BR BRA Brazil|Brasil|Бразилия
        BS BHS Bahamas|The Bahamas|Багамы
        BT BTN Bhutan|Бутан
        BW BWA Botswana|Ботсвана
        BY BLR Belarus|Byelorussia|Belorussia|Republic of Belarus|Беларусь|Белоруссия|Республика Беларусь|РБ
        BZ BLZ Belize|Белиз
        CA CAN Canada|Канада
        CC CCK Cocos (Keeling) Islands|Кокосовые о-ва
        CD COD Congo - Kinshasa|Democratic Republic of the Congo|DR Congo|DRC|Конго - Киншаса|ДР Конго
          |Демократическая Республика Конго
        CF CAF Central African Republic|Центрально-Африканская Республика|ЦАР
        CG COG Congo - Brazzaville|Congo|Republic of the Congo|Конго - Браззавиль|Конго
        CH CHE Switzerland|Schweiz|Suisse|Швейцария
        CI CIV Côte d’Ivoire|Ivory Coast|Кот-д’Ивуар
        CK COK Cook Islands|о-ва Кука
        CL CHL Chile|Чили
        CM CMR Cameroon|Камерун
        CN CHN China|People's Republic of China|PRC|Китай|КНР
        CO COL Colombia|Колумбия
        CR CRI Costa Rica|Коста-Рика
        CU CUB Cuba|Куба
        CV CPV Cape Verde|Cabo Verde|Кабо-Верде
        CW CUW Curaçao|Кюрасао
        CX CXR Christmas Island|о-в Рождества
        CY CYP Cyprus|Кипр
        CZ CZE Czechia|Czech Republic|Чехия|Чешская Республика
        DE DEU Germany|Deutschland|Federal Republic of Germany|Германия|ФРГ
        DJ DJI Djibouti|Джибути
        DK DNK Denmark|Дания
        DM DMA Dominica|Доминика
        DO DOM Dominican Republic|Доминиканская Республика|Доминикана
        DZ DZA Algeria|Алжир
        EC ECU Ecuador|Эквадор
        EE EST Estonia|Эстония|Эстонская Республика
        EG EGY Egypt|Египет
        EH - Western Sahara|Западная Сахара
        ER ERI Eritrea|Эритрея
        ES ESP Spain|España|Испания
        ET ETH Ethiopia|Эфиопия|Эфиопия
        FI FIN Finland|Финляндия
        FJ FJI Fiji|Фиджи
        FK FLK Falkland Islands|Фолклендские о-ва
        FM FSM Micronesia|Federated States of Micronesia|Федеративные Штаты Микронезии|Микронезия
        FO FRO Faroe Islands|Фарерские о-ва
        FR FRA France|French Republic|Франция
        GA GAB Gabon|Габон
        GB GBR United Kingdom|UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Великобритания
          |Соединенное Королевство|Англия|Британия|Шотландия
        GD GRD Grenada|Гренада
        GE GEO Georgia|Грузия|Сакартвело
        GF GUF French Guiana|Французская Гвиана
        GG GGY Guernsey|Гернси
        GH GHA Ghana|Гана
        GI GIB Gibraltar|Гибралтар
        GL GRL Greenland|Гренландия
        GM GMB Gambia|The Gambia|Гамбия
        GN GIN Guinea|Гвинея
        GP GLP Guadeloupe|Гваделупа
        GQ GNQ Equatorial Guinea|Экваториальная Гвинея
        GR GRC Greece|Греция
        GT GTM Guatemala|Гватемала
        GU GUM Guam|Гуам
        GW GNB Guinea-Bissau|Гвинея-Бисау
        GY GUY Guyana|Гайана
        HK HKG Hong Kong SAR China|Hong Kong|Гонконг (САР)|Гонконг
        HN HND Honduras|Гондурас
        HR HRV Croatia|Хорватия
        HT HTI Haiti|Гаити
        HU HUN Hungary|Венгрия
        ID IDN Indonesia|Индонезия
        IE IRL Ireland|Ирландия
        IL ISR Israel|Израиль
        IM IMN Isle of Man|о-в Мэн
        IN IND India|Индия
        IO IOT British Indian Ocean Territory|Британская территория в Индийском океане
        IQ IRQ Iraq|Ирак
        IR IRN Iran|Islamic Republic of Iran|Иран
        IS ISL Iceland|Исландия
        IT ITA Italy|Italia|Италия
        JE JEY Jersey|Джерси
        JM JAM Jamaica|Ямайка
        JO JOR Jordan|Иордания
        JP JPN Japan|Япония
        KE KEN Kenya|Кения
        KG KGZ Kyrgyzstan|Kirghizia|Киргизия|Кыргызстан|Киргизстан|Кыргызская Республика
        KH KHM Cambodia|Камбоджа
        KI KIR Kiribati|Кирибати
        KM COM Comoros|Коморы
        KN KNA St. Kitts & Nevis|Сент-Китс и Невис
        KP PRK North Korea|Democratic People's Republic of Korea|DPRK|КНДР|Северная Корея
        KR KOR South Korea|Korea|Republic of Korea|Korea, Republic of|Республика Корея|Южная Корея|Корея
        KW KWT Kuwait|Кувейт
        KY CYM Cayman Islands|о-ва Кайман
        KZ KAZ Kazakhstan|Republic of Kazakhstan|Казахстан|Республика Казахстан|РК
        LA LAO Laos|Lao People's Democratic Republic|Лаос
        LB LBN Lebanon|Ливан
        LC LCA St. Lucia|Сент-Люсия
        LI LIE Liechtenstein|Лихтенштейн
        LK LKA Sri Lanka|Шри-Ланка
        LR LBR Liberia|Либерия
        LS LSO Lesotho|Лесото
        LT LTU Lithuania|Литва
        LU LUX Luxembourg|Люксембург
        LV LVA Latvia|Латвия
        LY LBY Libya|Ливия
        MA MAR Morocco|Марокко
        MC MCO Monaco|Монако
        MD MDA Moldova|Republic of Moldova|Moldavia|Молдова|Молдавия|Республика Молдова
        ME MNE Montenegro|Черногория
        MF MAF St. Martin|Сен-Мартен
        MG MDG Madagascar|Мадагаскар
        MH MHL Marshall Islands|Маршалловы о-ва
        MK MKD North Macedonia|Macedonia|Северная Македония|Македония
        ML MLI Mali|Мали
        MM MMR Myanmar (Burma)|Myanmar|Burma|Мьянма (Бирма)|Мьянма|Бирма
        MN MNG Mongolia|Монголия
        MO MAC Macao SAR China|Macao|Macau|Макао (САР)|Макао
        MP MNP Northern Mariana Islands|Северные Марианские о-ва
        MQ MTQ Martinique|Мартиника
        MR MRT Mauritania|Мавритания
        MS MSR Montserrat|Монтсеррат
        MT MLT Malta|Мальта
        MU MUS Mauritius|Маврикий
        MV MDV Maldives|Мальдивы|Мальдивские о-ва
        MW MWI Malawi|Малави
        MX MEX Mexico|México|Мексика
        MY MYS Malaysia|Малайзия
        MZ MOZ Mozambique|Мозамбик
        NA NAM Namibia|Намибия
        NC NCL New Caledonia|Новая Каледония
        NE NER Niger|Нигер
        NF NFK Norfolk Island|о-в Норфолк
        NG NGA Nigeria|Нигерия
        NI NIC Nicaragua|Никарагуа
        NL NLD Netherlands|The Netherlands|Holland|Нидерланды|Голландия
        NO NOR Norway|Норвегия
        NP NPL Nepal|Непал
        NR NRU Nauru|Науру
        NU NIU Niue|Ниуэ
        NZ NZL New Zealand|Новая Зеландия
        OM OMN Oman|Оман
        PA PAN Panama|Панама
        PE PER Peru|Перу
        PF PYF French Polynesia|Французская Полинезия
        PG PNG Papua New Guinea|Папуа — Новая Гвинея
        PH PHL Philippines|The Philippines|Филиппины
        PK PAK Pakistan|Пакистан
        PL POL Poland|Polska|Польша
        PM SPM St. Pierre & Miquelon|Сен-Пьер и Микелон
        PR PRI Puerto Rico|Пуэрто-Рико
        PS PSE Palestinian Territories|Palestine|Палестинские территории|Палестина
        PT PRT Portugal|Португалия
        PW PLW Palau|Палау
        PY PRY Paraguay|Парагвай
        QA QAT Qatar|Катар
        RE REU Réunion|Реюньон
        RO ROU Romania|Румыния|Румыния
        RS SRB Serbia|Сербия
        RU RUS Russia|Russian Federation|Rossiya|Россия|Российская Федерация|РФ
        RW RWA Rwanda|Руанда
        SA SAU Saudi Arabia|Саудовская Аравия
        SB SLB Solomon Islands|Соломоновы о-ва
        SC SYC Seychelles|Сейшельские о-ва
        SD SDN Sudan|Судан
        SE SWE Sweden|Швеция
        SG SGP Singapore|Сингапур
        SH SHN St. Helena|о-в Св. Елены
        SI SVN Slovenia|Словения
        SJ SJM Svalbard & Jan Mayen|Шпицберген и Ян-Майен
        SK SVK Slovakia|Словакия
        SL SLE Sierra Leone|Сьерра-Леоне
        SM SMR San Marino|Сан-Марино
        SN SEN Senegal|Сенегал
        SO SOM Somalia|Сомали
        SR SUR Suriname|Суринам
        SS SSD South Sudan|Южный Судан
        ST STP São Tomé & Príncipe|Сан-Томе и Принсипи
        SV SLV El Salvador|Сальвадор
        SX SXM Sint Maarten|Синт-Мартен
        SY SYR Syria|Syrian Arab Republic|Сирия
        SZ SWZ Eswatini|Swaziland|Эсватини
        TA - Tristan da Cunha|Тристан-да-Кунья
        TC TCA Turks & Caicos Islands|Тёркс и Кайкос
        TD TCD Chad|Чад
        TG TGO Togo|Того
        TH THA Thailand|Таиланд
        TJ TJK Tajikistan|Таджикистан|Республика Таджикистан
        TK TKL Tokelau|Токелау
        TL TLS Timor-Leste|East Timor|Восточный Тимор
        TM TKM Turkmenistan|Туркменистан|Туркмения
        TN TUN Tunisia|Тунис
        TO TON Tonga|Тонга
        TR TUR Türkiye|Turkey|Турция
        TT TTO Trinidad & Tobago|Тринидад и Тобаго
        TV TUV Tuvalu|Тувалу
        TW TWN Taiwan|Taiwan, Province of China|Тайвань
        TZ TZA Tanzania|United Republic of Tanzania|Танзания
        UA UKR Ukraine|Ukrayina|Украина|Україна
        UG UGA Uganda|Уганда
        US USA United States|United States of America|America|U.S.|U.S.A.|the United States|Соединенные Штаты|США
          |Соединённые Штаты Америки|Америка
        UY URY Uruguay|Уругвай
        UZ UZB Uzbekistan|Узбекистан|Республика Узбекистан
        VA VAT Vatican City|Holy See|Vatican|Ватикан|Ватикан
        VC VCT St. Vincent & Grenadines|Сент-Винсент и Гренадины
        VE VEN Venezuela|Венесуэла
        VG VGB British Virgin Islands|Virgin Islands|Виргинские о-ва (Великобритания)
        VI VIR U.S. Virgin Islands|Виргинские о-ва (США)
        VN VNM Vietnam|Viet Nam|Вьетнам
        VU VUT Vanuatu|Вануату
        WF WLF Wallis & Futuna|Уоллис и Футуна
        WS WSM Samoa|Самоа
        XK XKK Kosovo|Косово
        YE YEM Yemen|Йемен
        YT MYT Mayotte|Майотта
        ZA ZAF South Africa|Южно-Африканская Республика|ЮАР
        ZM ZMB Zambia|Замбия
        ZW ZWE Zimbabwe|Зимбабве
        """;
}
