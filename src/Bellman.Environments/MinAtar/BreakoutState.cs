namespace Bellman.Environments;

/// <summary>Where everything is in <see cref="Breakout"/>.</summary>
/// <param name="Paddle">The paddle's column.</param>
/// <param name="Row">The ball's row.</param>
/// <param name="Column">The ball's column.</param>
/// <param name="Down">1 where the ball falls, -1 where it rises.</param>
/// <param name="Across">1 where the ball goes to the right, -1 where it goes to the left.</param>
/// <param name="TrailRow">The ball's row in the frame before.</param>
/// <param name="TrailColumn">The ball's column in the frame before.</param>
/// <param name="Bricks">The bricks that are left.</param>
internal readonly record struct BreakoutState(
    int Paddle, int Row, int Column, int Down, int Across, int TrailRow, int TrailColumn, BitGrid Bricks);
