using System.Net.Http.Headers;

namespace SendGrid;

public class BaseClientOptions
{
    public Dictionary<string, string> RequestHeaders { get; set; } = [];

    public string Host { get; set; }

    public string Version { get; set; } = "v3";

    public string UrlPath { get; set; }

    public AuthenticationHeaderValue Auth { get; set; }

    public bool HttpErrorAsException { get; set; }
}
