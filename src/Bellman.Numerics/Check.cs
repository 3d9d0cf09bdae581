using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Checks of option values, written to be used inside an <c>init</c> accessor: each returns the value that it was given,
/// or throws an <see cref="ArgumentOutOfRangeException"/> that names the property, the value and what would be allowed.
/// </summary>
public static class Check
{
    /// <summary>Requires a finite number above zero.</summary>
    public static float Positive(float value, [CallerMemberName] string name = "") =>
        float.IsFinite(value) && value > 0 ? value : throw Fault(name, value, "a number above 0");

    /// <summary>Requires a finite number above zero.</summary>
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Fault(name, value, "a number above 0");

    /// <summary>Requires a whole number above zero.</summary>
    public static int Positive(int value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw Fault(name, value, "a whole number above 0");

    /// <summary>Requires a whole number above zero.</summary>
    public static long Positive(long value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw Fault(name, value, "a whole number above 0");

    /// <summary>Requires a whole number of zero or more.</summary>
    public static int NotNegative(int value, [CallerMemberName] string name = "") =>
        value >= 0 ? value : throw Fault(name, value, "a whole number of 0 or more");

    /// <summary>Requires a whole number of zero or more.</summary>
    public static long NotNegative(long value, [CallerMemberName] string name = "") =>
        value >= 0 ? value : throw Fault(name, value, "a whole number of 0 or more");

    /// <summary>Requires a finite number of zero or more.</summary>
    public static float NotNegative(float value, [CallerMemberName] string name = "") =>
        float.IsFinite(value) && value >= 0 ? value : throw Fault(name, value, "a number of 0 or more");

    /// <summary>Requires a finite number.</summary>
    public static float Finite(float value, [CallerMemberName] string name = "") =>
        float.IsFinite(value) ? value : throw Fault(name, value, "a finite number");

    /// <summary>Requires a number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static float Range(float value, float low, float high, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Fault(name, value, FormattableString.Invariant($"from {low} to {high}"));

    /// <summary>Requires a number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static double Range(double value, double low, double high, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Fault(name, value, FormattableString.Invariant($"from {low} to {high}"));

    /// <summary>Requires a whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static int Range(int value, int low, int high, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Fault(name, value, FormattableString.Invariant($"from {low} to {high}"));

    /// <summary>Requires one of the values that the enumeration defines.</summary>
    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw Fault(name, value, "one of " + string.Join(", ", Enum.GetNames<T>()));

    private static ArgumentOutOfRangeException Fault(string name, object value, string allowed) =>
        new(name, value, FormattableString.Invariant($"{name} must be {allowed}, but is {value}."));
}
