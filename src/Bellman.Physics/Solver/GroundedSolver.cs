using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// Solves the velocities of an island whose contacts are all with ground that stands still: the same operations in the
/// same order as one joint and one contact after the other, with the velocities as plain numbers side by side. Contacts of
/// different bodies have nothing in common there, so they are taken body by body.
/// </summary>
internal static class GroundedSolver
{
    /// <summary>The most bodies of an island that is solved here.</summary>
    public const int MaxBodies = 32;

    /// <summary>All iterations.</summary>
    /// <param name="joints">The joints.</param>
    /// <param name="contacts">Contacts of which every body A is the ground.</param>
    /// <param name="bodies">The bodies of the island, the ground among them.</param>
    /// <param name="iterations">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Solve(Span<RevoluteConstraint> joints, ContactSolver contacts, Span<SolverBody> bodies, int iterations)
    {
        Span<Motion> motions = stackalloc Motion[MaxBodies];
        for (int i = 0; i < bodies.Length; i++)
        {
            motions[i] = bodies[i].Motion;
        }
        contacts.SortByBody();
        for (int i = 0; i < iterations; i++)
        {
            foreach (ref RevoluteConstraint joint in joints)
            {
                ref Motion a = ref motions[joint.IndexA];
                ref Motion b = ref motions[joint.IndexB];
                var motionA = new Motion { X = a.X, Y = a.Y, Spin = a.Spin };
                var motionB = new Motion { X = b.X, Y = b.Y, Spin = b.Spin };
                joint.SolveVelocity(ref motionA, ref motionB);
                a.X = motionA.X;
                a.Y = motionA.Y;
                a.Spin = motionA.Spin;
                b.X = motionB.X;
                b.Y = motionB.Y;
                b.Spin = motionB.Spin;
            }
            SolveContacts(contacts.Constraints, motions, bodies);
        }
        for (int i = 0; i < bodies.Length; i++)
        {
            bodies[i].Motion = motions[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveContacts(Span<ContactConstraint> contacts, Span<Motion> motions, Span<SolverBody> bodies)
    {
        for (int start = 0; start < contacts.Length;)
        {
            int body = contacts[start].IndexB;
            int end = start + 1;
            while (end < contacts.Length && contacts[end].IndexB == body)
            {
                end++;
            }
            motions[body] = GroundContact.Solve(
                contacts[start..end], motions[body], bodies[body].InverseMass, bodies[body].InverseInertia);
            start = end;
        }
    }
}
