using System.Collections.Frozen;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>Local parts that belong to a role and not to a person: mail to them reaches whoever is on duty.</summary>
internal static class RoleAccounts
{
    // Without dots, hyphens and underscores, so that "no-reply", "no.reply" and "noreply" are one. Russian roles in Latin letters too.
    private const string Posts = """
        abonent abuse account accounting accounts adm admin admini administracion administration administrator ads advertising
        affiliate affiliates alert alerts all announcement announcements app automailer autoresponder backup backups billing
        billingsupport boletins booking bookings bounce bouncenotification bouncenotifications bounces bronirovanie buh buhgalter
        buhgalteria buhgalteriya bulletin bulletins career careers catering ceo cfo chat client clients comercial commercial
        compliance concierge conserje contabilidad contact contacto contacts contactus contato corporate courier cron cto customer
        customercare customers customerservice customersupport daemon delivery deploy dev developer developers devnull director
        direktor dns dnsadmin dnsoperation doc dogovor dogovora donotreply donotrespond dontreply dostavka dovecot ebounce editor
        editorial einvoice email emails energo enquiries enquiry events exim export familysafety farmacia feedback finance
        frontdesk ftp ftps fundraising general group groups groupupdates hello help helpdesk helpme hiring host hostmaster
        hostname hotel hr iana ianaadmin ianatech import inbox info inquiries inquiry inquirys investorrelations investors invoice
        invoices it itsupport jobs kadry kancelaria kancelyaria klient klienty kontakt kontakty legal list listgroup listrequest
        listsender listserv local localdomain localhost logistics logwatch lpt magazin mail mailbox maildaemon mailer mailerdaemon
        mailing maintenance majordomo management manager market marketing marketolog media mediarelations menedzher mentions
        merchandising messages mkt mod moderator moderators monit naoresponda newaccounts newbusiness news newsbreak newsletter
        nobody noc noreplies noreply noreplys noticias notification notifications notify obuchenie offers office ofis operations
        operator oplata opt order orders otdel otdelkadrov otdelprodazh otzyv otzyvy owner owners partner partners pay payment
        payments payroll pec personal pharmacy pochta podderzhka pomosch pomoshch postavka postbox postfix postmaster pr press
        presse priem priemka priemnaya printer privacy procurement prodaja prodazhi production project projects promo public
        purchasing query questions rabota rassylka reception recruiting recruitment refund refunds register registrar registration
        reklama reklamacia remont reply request reservation reservations returns rezerv rezume root safety sales salesorder
        salesteam secretary security sekretar sendmail service servis shipping shop site sklad smtp snab snabzhenie
        sotrudnichestvo ssl staff store subscribe subscribers support sys sysadmin sysadministrator syslog system
        systemadministrator systems team tech techsupport tender tenders terms test ticket tickets tld tldadmin tldops tldtech
        trade undisclosedrecipients unsubscribe update updates usenet uslugi usr uucp vakansii vendor vendors volunteer vopros
        voprosy vozvrat warehouse web webmail webmaster webmasters website whois whoisprivacy wholesale wordpress www wwwdata
        yurist zakaz zakazy zakupka zakupki zayavka zayavki бухгалтерия директор доставка заказ заказы инфо кадры контакт магазин
        офис поддержка почта приемная продажи работа реклама склад
        """;

    private static readonly FrozenSet<string> Known = Posts
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a local part in normal form is the name of a role, leaving out its +tag.</summary>
    public static bool Contains(string local)
    {
        var tag = local.IndexOf('+', StringComparison.Ordinal);
        var post = tag > 0 ? local[..tag] : local;
        return Known.Contains(string.Concat(post.Split('.', '-', '_')));
    }
}
