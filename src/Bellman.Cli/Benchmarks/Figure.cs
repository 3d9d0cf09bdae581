namespace Bellman.Cli;

/// <summary>One measured figure.</summary>
/// <param name="Name">Its name, for instance <c>update/8-64-64-4/b64</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">What it counts, for instance <c>us</c>.</param>
/// <param name="AllocatedBytes">The bytes allocated for each operation.</param>
/// <param name="GigaflopsPerSecond">The arithmetic done in a second, where it is known.</param>
internal sealed record Figure(string Name, double Value, string Unit, double AllocatedBytes, double? GigaflopsPerSecond = null);
