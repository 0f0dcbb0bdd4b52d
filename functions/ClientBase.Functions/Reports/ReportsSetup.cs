using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Reports.Ahead;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Reports.Marketing;
using ClientBase.Functions.Reports.Monthly;
using ClientBase.Functions.Reports.People;
using ClientBase.Functions.Reports.Sales;
using ClientBase.Functions.Reports.Scores;
using ClientBase.Functions.Reports.Work;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Reports;

/// <summary>Registers the reports; a new one is a class and a line here.</summary>
public static class ReportsSetup
{
    public static IHostApplicationBuilder AddReports(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReportsOptions>().BindConfiguration(ReportsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ReportStore>();
        builder.Services.AddSingleton<ReportRebuild>();
        builder.Services.AddSingleton<ModelFitting>();
        builder.Services.AddSingleton<IChangeFollower, ReportLogs>();
        builder.Services.AddSingleton<ReportCatalogue>().AddSingleton<ReportAnswers>();
        builder.Services.AddSingleton<KeptResults>().AddSingleton<ForgetResults>();
        builder.Services.AddSingleton<IPersonalData>(services => services.GetRequiredService<ForgetResults>());
        builder.Services.AddSingleton<IAfterRestore>(services => services.GetRequiredService<ForgetResults>());
        builder.Services
            .AddSingleton<IReport, BaseTable>().AddSingleton<IReport, SalesTable>().AddSingleton<IReport, ProductsTable>()
            .AddSingleton<IReport, PairsTable>().AddSingleton<IReport, OffersTable>().AddSingleton<IReport, CohortsTable>()
            .AddSingleton<IReport, RetentionTable>().AddSingleton<IReport, RfmTable>().AddSingleton<IReport, AbcXyzTable>()
            .AddSingleton<IReport, ParetoTable>().AddSingleton<IReport, ChannelsTable>().AddSingleton<IReport, CampaignsTable>()
            .AddSingleton<IReport, AutomationsTable>().AddSingleton<IReport, FunnelTable>().AddSingleton<IReport, NpsTable>()
            .AddSingleton<IReport, LoyaltyTable>().AddSingleton<IReport, ForecastTable>().AddSingleton<IReport, ChurnTable>()
            .AddSingleton<IReport, DemographyTable>().AddSingleton<IReport, GeographyTable>().AddSingleton<IReport, PortraitTable>()
            .AddSingleton<IReport, ManagersTable>().AddSingleton<IReport, LossesTable>().AddSingleton<IReport, QualityTable>()
            .AddSingleton<LeadCohortReader>().AddSingleton<IReport, CostTable>();
        return builder;
    }
}
