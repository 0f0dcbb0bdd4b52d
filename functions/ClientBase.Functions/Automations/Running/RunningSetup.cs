using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Steps;
using ClientBase.Functions.Automations.Running.Triggers;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Products;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Automations.Running;

/// <summary>Registers the running of automations: who enters, what happens to them, what is counted.</summary>
public static class RunningSetup
{
    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KnownAutomations>();
        builder.Services.AddHostedService<KeepFresh<KnownAutomations>>();
        builder.Services.AddSingleton<AutomationChanges>();
        builder.Services.AddSingleton<IAfterRestore, SwitchOffRestored>();
        builder.Services.AddSingleton<RunTallies>();
        builder.Services.AddSingleton<RunStore>();
        builder.Services.AddSingleton<RunPages>();
        builder.Services.AddSingleton<StepSlots>();
        builder.Services.AddSingleton<RunMover>();
        builder.Services.AddSingleton<RunQueues>();
        builder.Services.AddSingleton<PersonFacts>();
        builder.Services.AddSingleton<IPersonalData, RunsPersonalData>();
        builder.Services.AddSingleton<IExplainer, AutomationExplainer>();
        return builder.AddEntering().AddSteps();
    }

    private static IHostApplicationBuilder AddEntering(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CartWatch>();
        builder.Services.AddSingleton<ToldWatchers>();
        builder.Services.AddSingleton<RunEnds>();
        builder.Services.AddSingleton<PersonDates>();
        builder.Services.AddSingleton<TierTriggers>();
        builder.Services.AddSingleton<Enrolment>();
        builder.Services.AddSingleton<IFiledFollower, FiledTriggers>();
        builder.Services.AddSingleton<IMembershipFollower, SegmentTriggers>();
        builder.Services.AddSingleton<IVisitFollower, VisitTriggers>();
        builder.Services.AddSingleton<IRequestFollower, RequestTriggers>();
        builder.Services.AddSingleton<IProductFollower, ProductTriggers>();
        builder.Services.AddSingleton<IMailEventFollower, MailTriggers>();
        builder.Services.AddSingleton<DateSearches>();
        builder.Services.AddSingleton<DueFinder>();
        builder.Services.AddSingleton<DueRetries>();
        builder.Services.AddSingleton<DueOccasions>();
        return builder;
    }

    private static IHostApplicationBuilder AddSteps(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunProducts>();
        builder.Services.AddSingleton<RunMail>();
        builder.Services.AddSingleton<RunWalk>();
        builder.Services.AddSingleton<SendAct>();
        builder.Services.AddSingleton<TagAct>();
        builder.Services.AddSingleton<TaskAct>();
        builder.Services.AddSingleton<PromoAct>();
        builder.Services.AddSingleton<PointsAct>();
        builder.Services.AddSingleton<WebhookAct>();
        builder.Services.AddSingleton<StepActs>();
        builder.Services.AddSingleton<RunFailures>();
        builder.Services.AddSingleton<RunSplits>();
        builder.Services.AddSingleton<IRegrouping>(services => services.GetRequiredService<RunSplits>());
        builder.Services.AddSingleton<StepRunner>();
        return builder;
    }
}
