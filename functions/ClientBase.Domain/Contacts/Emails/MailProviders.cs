namespace ClientBase.Domain.Contacts.Emails;

/// <summary>Domains at which people have mailboxes, as providers and registries name them.</summary>
internal static class MailProviders
{
    /// <summary>Names that providers have under many endings.</summary>
    public static readonly string[] Names =
        ["gmail", "yahoo", "hotmail", "outlook", "live", "mail", "yandex", "rambler", "icloud", "gmx"];

    /// <summary>The endings those have.</summary>
    public static readonly string[] Endings = Words(
        """
        com ru co.uk de fr it es net org ca com.au com.br com.mx com.tr com.ar co.jp co.in in nl be at ch se dk no pl pt gr cz hu ie
        co.nz co.il kz by ua az am ge uz info biz edu us com.ua com.ru com.kz com.by com.pl com.cn com.hk com.sg com.tw com.my com.ph
        com.vn com.co com.pe com.ve com.ec com.uy com.py com.bo co.id co.th co.kr co.za cl fi lt lv ee ro bg rs hr si sk md kg tj tm
        su eu asia
        """);

    /// <summary>The largest, the likeliest first: what a slip may have been meant to be.</summary>
    public static readonly string[] Usual = Words(
        """
        gmail.com mail.ru yandex.ru ya.ru bk.ru list.ru inbox.ru internet.ru rambler.ru yahoo.com hotmail.com outlook.com icloud.com
        googlemail.com live.com msn.com aol.com me.com mac.com mail.com email.com ymail.com rocketmail.com protonmail.com proton.me
        gmx.com gmx.de gmx.net web.de t-online.de yandex.com yandex.by yandex.kz yandex.ua narod.ru lenta.ru ro.ru myrambler.ru
        autorambler.ru hotmail.ru xmail.ru qip.ru pochta.ru mail.ua ukr.net i.ua tut.by inbox.lv comcast.net verizon.net att.net
        sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net btinternet.com sky.com virginmedia.com orange.fr
        wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it terra.com.br uol.com.br bol.com.br rogers.com shaw.ca
        telus.net sympatico.ca optusnet.com.au xtra.co.nz bigpond.com qq.com 163.com 126.com naver.com zoho.com fastmail.com
        tutanota.com google.com facebook.com aim.com
        """);

    /// <summary>Other real ones, among them those that look like a slip for a larger one: mailo.com, email.de, tutamail.com.</summary>
    public static readonly string[] Others = Words(
        """
        mailo.com mailo.eu mailo.fr mailo.net inbox.com inbox.eu inbox.lt vk.com hey.com pm.me protonmail.ch proton.ch tuta.com tuta.io
        tutamail.com tutanota.de keemail.me hushmail.com hush.com fastmail.fm fastmail.net fastmail.org fmail.co.uk emailn.de runbox.com
        disroot.org riseup.net startmail.com mailfence.com mailbox.org posteo.de posteo.net posteo.org kolabnow.com zohomail.com
        zohomail.eu zoho.eu zoho.in duck.com mozmail.com privaterelay.appleid.com simplelogin.com anonaddy.com relay.firefox.com
        onmail.com skiff.com usa.com usa.net post.com europe.com asia.com consultant.com engineer.com dr.com techie.com myself.com
        iname.com writeme.com accountant.com juno.com netzero.net netzero.com netscape.net lycos.com excite.com mindspring.com
        peoplepc.com frontier.com frontiernet.net windstream.net centurylink.net centurytel.net embarqmail.com roadrunner.com rr.com
        twc.com cableone.net suddenlink.net mediacombb.net rcn.com wowway.com tds.net hughes.net q.com ameritech.net pacbell.net
        swbell.net prodigy.net snet.net nvbell.net flash.net cs.com compuserve.com ptd.net atlanticbb.net zoominternet.net metrocast.net
        videotron.ca bell.net bellnet.ca eastlink.ca mts.net sasktel.net cogeco.ca nb.sympatico.ca live.ca outlook.ie mail.de email.de
        freenet.de arcor.de vodafone.de vodafonemail.de online.de 1und1.de kabelmail.de unity-mail.de gmx.at gmx.ch gmx.eu gmx.org
        gmx.info gmx.biz bluewin.ch hispeed.ch sunrise.ch swissonline.ch aon.at chello.at utanet.at inode.at chello.nl ziggo.nl
        kpnmail.nl planet.nl home.nl hetnet.nl xs4all.nl upcmail.nl casema.nl quicknet.nl tele2.nl telfort.nl live.nl telenet.be
        skynet.be proximus.be scarlet.be voo.be live.be voila.fr neuf.fr numericable.fr bbox.fr club-internet.fr cegetel.net
        aliceadsl.fr 9online.fr nordnet.fr gmx.fr live.fr msn.fr tiscali.it tin.it inwind.it iol.it fastwebnet.it email.it live.it
        hotmail.it tim.it poste.it pec.it aruba.it legalmail.it telefonica.net terra.es ya.com ono.com movistar.es orange.es vodafone.es
        euskaltel.net wanadoo.es tiscali.co.uk talktalk.net ntlworld.com blueyonder.co.uk virgin.net o2.co.uk btopenworld.com plus.com
        orange.net onetel.com zen.co.uk waitrose.com fsmail.net lineone.net supanet.com eircom.net iol.ie indigo.ie vodafone.ie sapo.pt
        clix.pt netcabo.pt iol.pt portugalmail.pt otenet.gr forthnet.gr hol.gr in.gr windowslive.com passport.com wp.pl o2.pl onet.pl
        onet.eu interia.pl interia.eu op.pl poczta.onet.pl poczta.fm gazeta.pl vp.pl tlen.pl go2.pl spoko.pl autograf.pl seznam.cz
        email.cz centrum.cz atlas.cz volny.cz post.cz quick.cz azet.sk zoznam.sk centrum.sk post.sk pobox.sk abv.bg mail.bg dir.bg
        gbg.bg freemail.hu citromail.hu t-online.hu indamail.hu vipmail.hu upcmail.hu siol.net net.hr inet.hr email.t-com.hr mail.ee
        hot.ee online.ee one.lt delfi.lv delfi.lt apollo.lv suomi24.fi luukku.com kolumbus.fi elisanet.fi pp.inet.fi saunalahti.fi
        telia.com spray.se tele2.se bredband.net comhem.se bahnhof.se glocalnet.net online.no frisurf.no getmail.no broadpark.no
        tdcadsl.dk stofanet.dk mail.dk mail.tele.dk youmail.dk jubii.dk simnet.is mail.ro walla.com walla.co.il bezeqint.net
        netvision.net.il zahav.net.il 013.net mynet.com superonline.com ttmail.com ttnet.net.tr turk.net maktoob.com emirates.net.ae
        km.ru front.ru land.ru hotbox.ru pop3.ru newmail.ru nm.ru nightmail.ru mail15.com mail333.com fromru.com rambler.ua rambler.com
        yandex.com.tr meta.ua bigmir.net online.ua email.ua ua.fm mail.by open.by mail.kz mail.uz umail.uz e1.ru ngs.ru sibmail.com
        chat.ru aport.ru mtu-net.ru rediffmail.com indiatimes.com sify.com in.com vsnl.net airtelmail.in daum.net hanmail.net nate.com
        korea.com 139.com 189.cn sina.com sina.cn sohu.com yeah.net foxmail.com aliyun.com 21cn.com tom.com vip.qq.com vip.163.com
        vip.sina.com 188.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com nifty.com ocn.ne.jp biglobe.ne.jp excite.co.jp
        goo.jp plala.or.jp so-net.ne.jp singnet.com.sg starhub.net.sg pacific.net.sg hinet.net seed.net.tw pchome.com.tw netvigator.com
        globo.com globomail.com ig.com.br oi.com.br r7.com zipmail.com.br pop.com.br superig.com.br itelefonica.com.br prodigy.net.mx
        live.com.mx live.com.ar fibertel.com.ar speedy.com.ar arnet.com.ar ciudad.com.ar vtr.net entelchile.net une.net.co cantv.net
        adinet.com.uy iinet.net.au internode.on.net tpg.com.au westnet.com.au ozemail.com.au live.com.au slingshot.co.nz clear.net.nz
        vodafone.co.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za iafrica.com absamail.co.za
        """);

    private static string[] Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
