namespace Bellman.Cli;
internal static class PeakFma { public static double Measure() => 261; }
