using Bellman.Core;

namespace Bellman.Environments;

/// <summary>An entry of the registry: the facts, the options that the id starts from, and how to make a world, and many in lanes.</summary>
internal sealed record EnvRegistration(EnvSpec Spec, object? DefaultOptions, Func<object?, Env> Create, Func<Func<Env>, int, VectorEnv>? Batch = null);
