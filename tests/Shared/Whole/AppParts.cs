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

namespace ClientBase.Tests.Whole;

/// <summary>What the app is put together of, as Program.cs does it, without what only a host needs.</summary>
internal static class AppParts
{
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.AddOperations().AddCapture().AddForms().AddShops().AddVisits().AddContacts().AddEnrichment().AddImports();
        builder.AddSegments().AddSending().AddCampaigns().AddAutomations().AddCrm().AddLoyalty().AddReports().AddExports().AddStaff();
    }
}
