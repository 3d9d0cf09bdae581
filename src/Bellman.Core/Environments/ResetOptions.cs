namespace Bellman.Core;

/// <summary>
/// Named numbers that one reset may be given, as Gymnasium's <c>reset(options=...)</c>: for instance
/// <c>new ResetOptions { ["low"] = -0.1, ["high"] = 0.1 }</c> for the bounds of the initial state.
/// Which names an environment knows is part of its documentation.
/// </summary>
public sealed class ResetOptions : Dictionary<string, double>
{
    /// <summary>Creates an empty set of options.</summary>
    public ResetOptions()
        : base(StringComparer.Ordinal)
    {
    }
}
