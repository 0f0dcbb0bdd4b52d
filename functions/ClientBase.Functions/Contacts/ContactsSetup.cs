using Azure.Storage.Blobs;
using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Domain.Forecast;
using ClientBase.Functions.Contacts.Duplicates;
using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Privacy.Records;
using ClientBase.Functions.Contacts.Privacy.Retention;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Receipts;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Contacts.Search;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Contacts;

/// <summary>Registers the contact card.</summary>
public static class ContactsSetup
{
    public static IHostApplicationBuilder AddContacts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FilingOptions>().BindConfiguration(FilingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ErasureOptions>().BindConfiguration(ErasureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<KeyedTurns>();
        builder.Services.AddSingleton<RecomputeRequests>();
        builder.Services.AddSingleton<FiledRequests>();
        builder.Services.AddSingleton<FiledOptIns>();
        builder.Services.AddSingleton<RecentContacts>();
        builder.Services.AddSingleton<LoyaltyTerms>();
        builder.Services.AddHostedService<KeepFresh<LoyaltyTerms>>();
        builder.Services.AddSingleton<ContactFiling>();
        builder.Services.AddSingleton<ProductWatchers>();
        builder.Services.AddSingleton<IPersonalData>(services => services.GetRequiredService<ProductWatchers>());
        builder.Services.AddModel<FittedShop>("forecast");
        builder.Services.AddModel<ShopOffers>("offers");
        builder.Services.AddSingleton<ContactForecasts>();
        builder.Services.AddSingleton<ContactOffers>();
        builder.Services.AddSingleton<ContactReader>();
        builder.Services.AddSingleton<ContactScan>();
        builder.Services.AddSingleton<ContactLists>();
        builder.Services.AddSingleton<CardDetails>();
        builder.Services.AddSingleton<ContactSearch>();
        builder.Services.AddSingleton<ListedContacts>();
        builder.Services.AddSingleton<StaleContacts>();
        builder.Services.AddSingleton<SegmentMembers>();
        builder.Services.AddSingleton<ManagersClients>();
        builder.Services.AddSingleton<TimelineStore>();
        builder.Services.AddSingleton<Regroupings>();
        builder.Services.AddSingleton<ContactMerging>();
        builder.Services.AddSingleton<MergeUndoing>();
        builder.Services.AddSingleton<ContactsApart>();
        builder.AddDuplicates();
        builder.Services.AddSingleton<CaptureRetraction>();
        builder.Services.AddSingleton<ReceiptStore>();
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<OldVisits>();
        builder.Services.AddSingleton<ProcessingRecords>();
        builder.Services.AddSingleton<OldCaptures>();
        builder.Services.AddSingleton<ErasedKeys>();
        builder.Services.AddSingleton<ErasedPeople>();
        builder.Services.AddSingleton<ContactErasure>();
        builder.Services.AddSingleton<PersonExport>();
        builder.Services.AddSingleton<BrowserPushes>();
        builder.Services.AddSingleton<VisitorLinks>();
        builder.Services.AddSingleton<VisitorPasses>();
        builder.Services.AddSingleton<VisitReader>();
        builder.Services.AddSingleton<IPersonalData, VisitorPersonalData>();
        builder.Services.AddHostedService<KeepFresh<ErasedKeys>>();
        return builder;
    }

    private static void AddDuplicates(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.AddSigningKey();
        builder.Services.AddSingleton<BlockStore>();
        builder.Services.AddSingleton<PairStore>();
        builder.Services.AddSingleton<ChangedContacts>();
        builder.Services.AddSingleton<LearnedBase>();
        builder.Services.AddSingleton<PairSearch>();
        builder.Services.AddSingleton<DuplicateSearches>();
        builder.Services.AddSingleton<IPersonalData, DuplicatePersonalData>();
    }

    private static void AddModel<T>(this IServiceCollection services, string name)
        where T : class =>
        services.AddSingleton(provider => new KeptModel<T>(
            provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<TimeProvider>(), name));
}
