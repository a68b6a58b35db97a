import * as z from 'zod'
import { id, line, nothing } from './common.ts'
import { call } from './define.ts'

const people = z.array(id).max(500)

const group = z.strictObject({ id, name: z.string(), members: people, supervisors: people })

/** Somebody who has or had an account, as far as teams ask. */
const teammate = z.strictObject({ id, name: z.string(), role: z.string(), active: z.boolean() })

export const groups = {
  'groups.list': call('people.read', nothing, z.strictObject({ groups: z.array(group), people: z.array(teammate) })),
  /** `id` null makes a new group. Writes only what differs. */
  'groups.save': call(
    'group.manage',
    z.strictObject({ id: id.nullable(), name: line, members: people, supervisors: people }),
    z.strictObject({ id }),
    {
      logs: {
        act: 'groups.change',
        subject: (_input, { id }) => id,
        details: ({ name, members, supervisors }) => ({
          what: 'save',
          group: name,
          members: members.length,
          supervisors: supervisors.length,
        }),
      },
    },
  ),
  'groups.dissolve': call('group.manage', z.strictObject({ id }), nothing, {
    logs: { act: 'groups.change', subject: ({ id }) => id, details: () => ({ what: 'dissolve' }) },
  }),
}
