namespace Bellman.Experiments;

/// <summary>One option of a run, for people: where it is, what it is, what it is set to.</summary>
/// <param name="Path">Its path, as <c>--set</c> takes it, for instance <c>agent.learning_rate</c>.</param>
/// <param name="Type">What values it takes, in words.</param>
/// <param name="Value">What it is set to, as JSON.</param>
/// <param name="Documentation">What it means, from the documentation of its property.</param>
public sealed record OptionDescription(string Path, string Type, string Value, string Documentation);
