namespace Bellman.Physics;

/// <summary>A contact as one of its two bodies sees it: an entry of the body's list of contacts, the latest first.</summary>
internal sealed class ContactEdge(Contact contact)
{
    public readonly Contact Contact = contact;
    public Body? Other;
    public ContactEdge? Previous;
    public ContactEdge? Next;

    public void Attach(Body owner, Body other)
    {
        Other = other;
        Previous = null;
        Next = owner.Contacts;
        if (Next is not null)
        {
            Next.Previous = this;
        }
        owner.Contacts = this;
    }

    public void Detach(Body owner)
    {
        if (Previous is not null)
        {
            Previous.Next = Next;
        }
        else
        {
            owner.Contacts = Next;
        }
        if (Next is not null)
        {
            Next.Previous = Previous;
        }
        Other = null;
        Previous = null;
        Next = null;
    }
}
