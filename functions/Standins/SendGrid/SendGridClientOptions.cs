using System.Net.Http.Headers;

namespace SendGrid;

public class SendGridClientOptions : BaseClientOptions
{
    private string apiKey;

    public SendGridClientOptions() => Host = "https://api.sendgrid.com";

    public string ApiKey
    {
        get => apiKey;
        set
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentNullException(nameof(value)); // Upstream's type, for an empty key too.
            }

            apiKey = value;
            Auth = new AuthenticationHeaderValue("Bearer", value);
        }
    }

    public SendGridClientOptions SetDataResidency(string region)
    {
        if (string.IsNullOrWhiteSpace(region))
        {
            throw new ArgumentNullException(nameof(region));
        }

        Host = region switch
        {
            "eu" => "https://api.eu.sendgrid.com/",
            "global" => "https://api.sendgrid.com/",
            _ => throw new InvalidOperationException("The region can only be 'global' or 'eu'."),
        };
        return this;
    }
}
