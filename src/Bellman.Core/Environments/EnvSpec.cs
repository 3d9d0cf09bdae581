namespace Bellman.Core;

/// <summary>What is registered of an environment under its versioned id, after Gymnasium's <c>EnvSpec</c>.</summary>
/// <param name="Id">The id with its version, for instance <c>LunarLander-v3</c>.</param>
/// <param name="MaxEpisodeSteps">The time limit in steps, after which an episode is truncated; <see langword="null"/> for none.</param>
/// <param name="RewardThreshold">The mean return over 100 episodes at which the environment counts as solved; <see langword="null"/> where none is published.</param>
/// <param name="Summary">One sentence for people: what the task is.</param>
public sealed record EnvSpec(string Id, int? MaxEpisodeSteps = null, double? RewardThreshold = null, string Summary = "");
