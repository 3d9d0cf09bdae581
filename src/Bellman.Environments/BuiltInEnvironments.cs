namespace Bellman.Environments;

/// <summary>The environments that come with Bellman. Time limits and thresholds are those of Gymnasium's registry.</summary>
internal static class BuiltInEnvironments
{
    public static void Register()
    {
    }
}
