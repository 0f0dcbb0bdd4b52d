namespace SendGrid.Helpers.Mail;

public class MailHelper
{
    public static SendGridMessage CreateSingleEmail(
        EmailAddress from,
        EmailAddress to,
        string subject,
        string plainTextContent,
        string htmlContent)
    {
        var message = new SendGridMessage();
        message.SetFrom(from);
        message.SetSubject(subject);
        if (!string.IsNullOrEmpty(plainTextContent))
        {
            message.AddContent(MimeType.Text, plainTextContent);
        }

        if (!string.IsNullOrEmpty(htmlContent))
        {
            message.AddContent(MimeType.Html, htmlContent);
        }

        message.AddTo(to);
        return message;
    }
}
