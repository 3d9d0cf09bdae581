namespace Bellman.Environments;

/// <summary>A point in the middle of the road, where one tile ends and the next begins.</summary>
/// <param name="Alpha">The direction in which it lies from the middle of the world, in radians, with whole turns taken off.</param>
/// <param name="Beta">The direction across the road, to its right edge, in radians.</param>
/// <param name="X">Its place in metres.</param>
/// <param name="Y">Its place in metres.</param>
internal readonly record struct TrackPoint(double Alpha, double Beta, double X, double Y);
