using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Loyalty.Points;
using ClientBase.Functions.Loyalty.Promo;
using ClientBase.Functions.Loyalty.Referrals;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Loyalty;

/// <summary>Registers points, promo codes and bringing friends.</summary>
public static class LoyaltySetup
{
    public static IHostApplicationBuilder AddLoyalty(this IHostApplicationBuilder builder)
    {
        builder.AddSigningKey();
        builder.Services.AddSingleton<PointsStore>();
        builder.Services.AddSingleton<PromoStore>();
        builder.Services.AddSingleton<PromoReader>();
        builder.Services.AddSingleton<IFiledFollower, PromoFollower>();
        builder.Services.AddSingleton<IFiledFollower, ReferralFollower>();
        builder.Services.AddSingleton<ReferralStore>();
        builder.Services.AddSingleton<IPersonalData, LoyaltyPersonalData>();
        return builder;
    }
}
