namespace Bellman.Physics;

/// <summary>Checks of arguments.</summary>
internal static class Requires
{
    /// <summary>Throws where a number is negative, infinite or not a number.</summary>
    public static void NotNegative(float value, string parameter, string property)
    {
        if (!(value >= 0f) || float.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"{property} must be a finite number of at least 0.");
        }
    }

    /// <summary>Throws where a number is infinite or not a number.</summary>
    public static void Finite(float value, string parameter, string property)
    {
        if (!float.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"{property} must be a finite number.");
        }
    }
}
