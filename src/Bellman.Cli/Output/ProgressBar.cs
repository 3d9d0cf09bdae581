using System.Globalization;

namespace Bellman.Cli;

/// <summary>A bar of so many columns, the part that is done in green, as markup.</summary>
internal static class ProgressBar
{
    /// <summary>The bar, with the share behind it as a percentage.</summary>
    /// <param name="done">How much is done, from 0 to 1.</param>
    /// <param name="width">The bar's columns.</param>
    public static string Markup(double done, int width)
    {
        int filled = (int)(done * width);
        return string.Create(CultureInfo.InvariantCulture, $"[green]{new string('━', filled)}[/][grey]{new string('─', width - filled)}[/] {done,4:P0}");
    }

    /// <summary>The bar with the time that has passed and, once it can be told, the time that is left.</summary>
    public static string WithTime(double done, int width, double seconds)
    {
        string left = done is > 0.02 and < 1 ? $"   {Format.Seconds(seconds * (1 - done) / done)} left" : "";
        return $"{Markup(done, width)}   {Format.Seconds(seconds)}{left}";
    }
}
