using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>An agent with settings small enough for short lessons, and what it must show with them.</summary>
/// <param name="Name">The name of the case: the agent's registered name, and behind a slash what is special about the settings.</param>
/// <param name="Options">The settings; their discount says what going on for ever is worth.</param>
/// <param name="World">The simplest world that it must master.</param>
internal sealed record AgentCase(string Name, object Options, LessonWorld World)
{
    /// <summary>The registered name.</summary>
    public string Agent => Name.Split('/')[0];

    /// <summary>Environment steps after which it masters its world.</summary>
    public int Lesson { get; init; } = 4000;

    /// <summary>How many worlds it learns in.</summary>
    public int Worlds { get; init; } = 1;

    /// <summary>Whether it learns the values of states, where it has any.</summary>
    public bool KnowsValues { get; init; } = true;

    /// <summary>Whether rewards that are too large ruin what it learns; not where all returns are brought into a range.</summary>
    public bool Overflows { get; init; } = true;

    /// <summary>A step size that ruins all weights, or <see langword="null"/> for an agent that has none.</summary>
    public Func<object, object>? Ruin { get; init; }

    /// <summary>Worlds with spaces that the agent must refuse.</summary>
    public IReadOnlyList<LessonWorld> Refuses { get; init; } = [];

    /// <summary>Its discount; 0 for an agent that has none.</summary>
    public float Discount => (float)(Options.GetType().GetProperty("Discount")?.GetValue(Options) ?? 0f);

    public Agent Make(VectorEnv env, ulong seed = 1) => AgentRegistry.Create(Agent, env, Options, seed);

    public override string ToString() => Name;
}
