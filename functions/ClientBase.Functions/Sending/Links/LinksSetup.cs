using ClientBase.Functions.Sending.Links.Following;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Sending.Links;

/// <summary>Registers what the links in mails need.</summary>
public static class LinksSetup
{
    public static IHostApplicationBuilder AddLinks(this IHostApplicationBuilder builder)
    {
        builder.AddSigningKey();
        builder.Services.AddSingleton<TokenKey>();
        builder.Services.AddSingleton<MailLinkMaker>();
        builder.Services.AddSingleton<LinkedPeople>();
        builder.Services.AddSingleton<FollowTokens>();
        builder.Services.AddSingleton<KnownLinks>();
        builder.Services.AddSingleton<LinkTracking>();
        builder.Services.AddSingleton<Openings>();
        return builder;
    }
}
