using ClientBase.Functions.Automations;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Enrichment;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Forms;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Visits;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions;

/// <summary>What the app is put together of, without what only a host needs: tests and benchmarks build it so as well.</summary>
internal static class AppFeatures
{
    public static IHostApplicationBuilder AddFeatures(this IHostApplicationBuilder builder) => builder
        .AddOperations()
        .AddCapture()
        .AddForms()
        .AddShops()
        .AddVisits()
        .AddContacts()
        .AddEnrichment()
        .AddImports()
        .AddSegments()
        .AddSending()
        .AddCampaigns()
        .AddAutomations()
        .AddCrm()
        .AddLoyalty()
        .AddReports()
        .AddExports()
        .AddStaff();
}
