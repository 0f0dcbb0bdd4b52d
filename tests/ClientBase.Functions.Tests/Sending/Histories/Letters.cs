namespace ClientBase.Functions.Tests.Sending.Histories;

/// <summary>Letters that mail servers send about a mail of ours.</summary>
internal static class Letters
{
    /// <summary>The address takes no mail.</summary>
    public static string Bounce(string intent, string campaign, string address) => Of("report-type=delivery-status", $"""
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {address}
        Action: failed
        Status: 5.1.1
        """, intent, campaign);

    /// <summary>Somebody called it spam.</summary>
    public static string Complaint(string intent, string campaign) => Of("report-type=feedback-report", """
        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Feedback/1.0
        Version: 1
        """, intent, campaign);

    private static string Of(string kind, string report, string intent, string campaign) => $"""
        From: MAILER-DAEMON@mx.example
        To: bounces+{intent}@shop.example
        Subject: A report
        MIME-Version: 1.0
        Content-Type: multipart/report; {kind}; boundary="b"

        --b
        Content-Type: text/plain

        A report.
        {report}

        --b
        Content-Type: message/rfc822

        From: Shop <news@shop.example>
        Message-ID: <{intent}@shop.example>
        Feedback-ID: {campaign}:{intent}:mail:clientbase
        Subject: Tea

        Tea
        --b--
        """.ReplaceLineEndings("\r\n");
}
