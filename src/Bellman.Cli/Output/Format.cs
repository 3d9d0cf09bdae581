using System.Globalization;

namespace Bellman.Cli;

/// <summary>Numbers as people read them, the same in every country.</summary>
internal static class Format
{
    /// <summary>A whole number with a comma at the thousands.</summary>
    public static string Whole(double value) => double.IsFinite(value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "-";

    /// <summary>A number of things, one of them in the singular.</summary>
    public static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{Whole(number)} {thing}s";

    /// <summary>A return: one or two decimals.</summary>
    public static string Return(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "-";

    /// <summary>A small quantity with three digits that count.</summary>
    public static string Short(double value) => double.IsFinite(value) ? value.ToString("G3", CultureInfo.InvariantCulture) : "-";

    /// <summary>Seconds, with a decimal below a minute, and as minutes and hours above.</summary>
    public static string Seconds(double seconds)
    {
        if (!double.IsFinite(seconds)) return "-";
        if (seconds < 60) return seconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
        var time = TimeSpan.FromSeconds(seconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:D2} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:D2} min");
    }

    /// <summary>Bytes in MB or GB.</summary>
    public static string Bytes(double bytes) => bytes < 1e9
        ? (bytes / (1 << 20)).ToString("F0", CultureInfo.InvariantCulture) + " MB"
        : (bytes / (1 << 30)).ToString("F1", CultureInfo.InvariantCulture) + " GB";
}
