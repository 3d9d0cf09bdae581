using System.Globalization;
using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the table with the cards of both sides.</summary>
internal static class BlackjackPicture
{
    private const float Width = 66, Height = 94;
    private static readonly Rgba Felt = Rgba.Of(0x1f7a4d), FeltDark = Rgba.Of(0x155c39), Wood = Rgba.Of(0x5b3a22), Paper = Rgba.Of(0xfdfcf7), Red = Rgba.Of(0xc22f3e), Black = Rgba.Of(0x23252e);
    private static readonly Rgba Back = Rgba.Of(0x34508f), BackLine = Rgba.Of(0x8fa8dd), Gold = Rgba.Of(0xf2cf66);
    private static readonly string[] Names = ["", "A", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

    /// <summary>Sums as texts, so that nothing is allocated for one.</summary>
    private static readonly string[] Sums = [.. Enumerable.Range(0, 64).Select(sum => sum.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Draws the table.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="dealer">The dealer's cards.</param>
    /// <param name="player">The player's cards.</param>
    /// <param name="isOpen">Whether the dealer's second card is turned up.</param>
    public static void Draw(ICanvas canvas, in BlackjackHand dealer, in BlackjackHand player, bool isOpen)
    {
        canvas.Clear(Wood);
        canvas.FillRounded(14, 14, Env.PictureWidth - 28, Env.PictureHeight - 28, 60, FeltDark);
        canvas.FillRounded(22, 22, Env.PictureWidth - 44, Env.PictureHeight - 44, 54, Felt);
        canvas.StrokePath([new(120, 196), new(220, 206), new(300, 209), new(380, 206), new(480, 196)], 2, Gold.WithOpacity(0.5f));
        canvas.Text("DEALER", new Vector2(60, 88), 15, Gold);
        canvas.Text("PLAYER", new Vector2(60, 288), 15, Gold);
        Hand(canvas, dealer, 56, isOpen ? dealer.Cards : 1);
        Hand(canvas, player, 246, player.Cards);
        if (isOpen) Sum(canvas, dealer, 108);
        Sum(canvas, player, 308);
    }

    private static void Sum(ICanvas canvas, in BlackjackHand hand, float y)
    {
        canvas.Text(Sums[hand.Sum], new Vector2(84, y + 16), 30, hand.IsBust ? Rgba.Of(0xff9a8f) : Rgba.White, TextAlign.Center);
        if (hand.IsBust || hand.HasUsableAce) canvas.Text(hand.IsBust ? "bust" : "soft", new Vector2(84, y + 34), 13, Gold, TextAlign.Center);
    }

    private static void Hand(ICanvas canvas, in BlackjackHand hand, float top, int open)
    {
        const float left = 150, room = 400;
        float step = hand.Cards <= 1 ? 0 : Math.Min(Width + 10, (room - Width) / (hand.Cards - 1));
        for (int i = 0; i < hand.Cards; i++)
        {
            canvas.Push(Affine.Translation(left + (i * step), top));
            canvas.FillRounded(2, 3, Width, Height, 7, Rgba.Black.WithOpacity(0.22f));
            if (i < open) Face(canvas, hand.Card(i), i);
            else TurnedDown(canvas);
            canvas.Pop();
        }
    }

    private static void Face(ICanvas canvas, int card, int place)
    {
        canvas.FillRounded(0, 0, Width, Height, 7, Paper);

        // Suits do not count, and the world draws none: neighbours get different ones.
        int suit = (card + place) % 4;
        Rgba color = suit < 2 ? Red : Black;
        canvas.Text(Names[card], new Vector2(8, 25), 22, color);
        canvas.Push(Affine.Translation((Width / 2) + 4, (Height / 2) + 10));
        Suit(canvas, suit, color);
        canvas.Pop();
    }

    private static void Suit(ICanvas canvas, int suit, Rgba color)
    {
        switch (suit)
        {
            case 0:
                canvas.FillPolygon([new(0, -22), new(15, 0), new(0, 22), new(-15, 0)], color);
                break;
            case 1:
                canvas.FillCircle(new Vector2(-8, -7), 9, color);
                canvas.FillCircle(new Vector2(8, -7), 9, color);
                canvas.FillPolygon([new(-16, -2.5f), new(16, -2.5f), new(0, 20)], color);
                break;
            case 2:
                canvas.FillCircle(new Vector2(-8, 4), 9, color);
                canvas.FillCircle(new Vector2(8, 4), 9, color);
                canvas.FillPolygon([new(-16, -0.5f), new(16, -0.5f), new(0, -22)], color);
                canvas.FillPolygon([new(0, 2), new(6, 20), new(-6, 20)], color);
                break;
            default:
                canvas.FillCircle(new Vector2(-10, 3), 8.5f, color);
                canvas.FillCircle(new Vector2(10, 3), 8.5f, color);
                canvas.FillCircle(new Vector2(0, -11), 8.5f, color);
                canvas.FillPolygon([new(0, -6), new(6, 20), new(-6, 20)], color);
                break;
        }
    }

    private static void TurnedDown(ICanvas canvas)
    {
        canvas.FillRounded(0, 0, Width, Height, 7, Paper);
        canvas.FillRounded(4, 4, Width - 8, Height - 8, 5, Back);
        for (int i = 0; i < 5; i++) canvas.StrokePolygon([new(33, 16 + (i * 5)), new(54 - (i * 4), 47), new(33, 78 - (i * 5)), new(12 + (i * 4), 47)], 1.2f, BackLine);
    }
}
