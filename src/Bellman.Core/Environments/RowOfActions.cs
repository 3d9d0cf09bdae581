namespace Bellman.Core;

/// <summary>What an environment that says nothing about its actions takes.</summary>
internal static class RowOfActions
{
    private const int Shown = 16;

    /// <summary>Refuses a row that is no action of a space; numbers of boxes may lie beyond their bounds.</summary>
    /// <param name="space">The action space.</param>
    /// <param name="action">The row.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Require(Space space, ReadOnlySpan<float> action)
    {
        if (!IsOne(space, action)) throw Refused(space, action);
    }

    private static bool IsOne(Space space, ReadOnlySpan<float> action)
    {
        switch (space)
        {
            case Box when action.Length == space.Size:
                foreach (float number in action)
                {
                    if (!float.IsFinite(number)) return false;
                }

                return true;
            case CompositeSpace composite when action.Length == space.Size:
                for (int i = 0; i < composite.Parts.Length; i++)
                {
                    if (!IsOne(composite.Parts[i], action[composite.Ranges[i]])) return false;
                }

                return true;
            default:
                return space.Contains(action);
        }
    }

    private static ArgumentException Refused(Space space, ReadOnlySpan<float> action)
    {
        string numbers = string.Join(' ', action[..Math.Min(action.Length, Shown)].ToArray().Select(number => FormattableString.Invariant($"{number}")));
        return new ArgumentException($"An action must be a value of {space}, but was [{numbers}{(action.Length > Shown ? " ..." : string.Empty)}].", nameof(action));
    }
}
