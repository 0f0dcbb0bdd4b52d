namespace ClientBase.Functions.Sending.Ledger;

/// <summary>What somebody did with a mail, noted in its campaign's ledger; the letter begins its row.</summary>
public enum MailEvent
{
    /// <summary>Unsubscribed by it.</summary>
    Unsubscribed = 'u',

    /// <summary>Opened it, as far as a person can be told from a machine.</summary>
    Opened = 'o',

    /// <summary>Followed a link of it, as far as a person can be told from a machine.</summary>
    Clicked = 'k',
}
