namespace Bellman.Environments.Tests;

/// <summary>Bad input that must be refused in words.</summary>
internal static class Refusal
{
    /// <summary>Requires that making something throws, with a message that contains certain words.</summary>
    public static void Of<T>(string words, Func<object?> make)
        where T : Exception => Of<T>(words, () => { _ = make(); });

    /// <summary>Requires that an action throws, with a message that contains certain words.</summary>
    public static void Of<T>(string words, Action action)
        where T : Exception => Assert.Contains(words, Assert.Throws<T>(action).Message, StringComparison.Ordinal);
}
