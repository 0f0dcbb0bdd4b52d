// What an operator is told of without looking; infra/RUNBOOK.md says of each what it means and what to do.
// All read the workspace: counters of the app (Telemetry/AppMetrics) and the host's requests. A rule costs about 1.5 dollars a month.
param name string
param location string
param tags object
param workspaceId string

@description('Who is written to. Nobody: alerts are seen in the portal only.')
param emails string[]

var counters = 'AppMetrics | where Name == "{0}"'
var rules = [
  {
    id: 'poison'
    title: 'Messages lie in a poison queue'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '${format(counters, 'clientbase.queue.poison.depth')} | extend Queue = tostring(Properties.queue) | summarize Value = max(Max) by Queue'
    threshold: 0
  }
  {
    id: 'age'
    title: 'Messages wait and nobody takes them'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '${format(counters, 'clientbase.queue.oldest.age')} | extend Queue = tostring(Properties.queue) | summarize Value = min(Max) by Queue'
    threshold: 900
  }
  {
    id: 'failures'
    title: 'Functions fail'
    severity: 2
    every: 'PT5M'
    over: 'PT15M'
    query: '${format(counters, 'clientbase.function.failures')} | summarize Value = sum(Sum)'
    threshold: 20
  }
  {
    id: 'errors'
    title: 'Requests are answered with an error of ours'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: 'AppRequests | where toint(ResultCode) >= 500 | summarize Value = sum(ItemCount)'
    threshold: 5
  }
  {
    id: 'backup'
    title: 'There is no whole copy of the base of the last two days'
    severity: 1
    every: 'PT1H'
    over: 'PT1H'
    query: '${format(counters, 'clientbase.backup.age')} | summarize Value = min(Max)'
    threshold: 172800
  }
  {
    // All others go by what the app tells. When it tells nothing, because it does not run or the daily cap is reached, they are silent too.
    id: 'silence'
    title: 'Nothing is heard of the app'
    severity: 1
    every: 'PT15M'
    over: 'PT30M'
    query: '${format(counters, 'clientbase.queue.oldest.age')} | summarize Value = iff(count() == 0, 1, 0)'
    threshold: 0
  }
]

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'clientbase'
    enabled: true
    emailReceivers: [
      for (email, at) in emails: {
        name: 'operator ${at + 1}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for rule in rules: {
    name: '${name}-${rule.id}'
    location: location
    tags: tags
    properties: {
      displayName: rule.title
      description: 'infra/RUNBOOK.md, "${rule.id}"'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.over
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Maximum'
            metricMeasureColumn: 'Value'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // Of a new workspace the tables are made by the first telemetry, and without this no rule could be made before it.
      skipQueryValidation: true
      actions: { actionGroups: [actions.id] }
    }
  }
]

output actionGroupId string = actions.id
