import * as z from 'zod'
import { id, nothing } from './common.ts'
import { call } from './define.ts'
import { permissions } from './permissions.ts'

const roleId = z.string().regex(/^(?:[a-z_]{1,40}|[0-9a-f]{32})$/)
const formLevel = z.enum(['none', 'read', 'write'])
const path = z.string().min(1).max(4000)

/** What a role allows, all but its id; the domain reads it again word by word. */
const roleContent = z.strictObject({
  name: z.strictObject({ fr: z.string().trim().min(1).max(80), en: z.string().trim().max(80) }),
  about: z.strictObject({ fr: z.string().trim().max(300), en: z.string().trim().max(300) }),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  scope: z.enum(['none', 'own', 'group', 'agency', 'office', 'all']),
  forms: z.object({ others: formLevel }).catchall(formLevel),
  names: z.boolean(),
  sensitive: z.array(z.enum(['sexual', 'armed', 'hiv', 'perpetrator', 'care'])).max(5),
})

const listedRole = z.strictObject({
  id: roleId,
  content: roleContent,
  standard: z.boolean(),
  /** Name of the office above that laid it down; null for any other. */
  from: z.string().nullable(),
  /** Laid down no longer: nobody is given it anew. */
  withdrawn: z.boolean(),
  /** Handed back on saving, so that nobody overwrites what he has not seen; empty for a standard role. */
  revision: z.string(),
  holders: z.array(z.strictObject({ id, name: z.string(), active: z.boolean() })),
})

const foundRole = z.strictObject({
  file: z.string(),
  from: z.string(),
  written: z.string(),
  content: roleContent.nullable(),
  /** Why it cannot be taken. */
  error: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
})

export const roles = {
  /** Standard roles, those laid down above, then those of this office without the retired ones. */
  'roles.list': call('role.read', nothing, z.strictObject({ roles: z.array(listedRole) })),
  /** `id` null makes a new role: a copy, one typed or one read from a file. */
  'roles.save': call(
    'role.manage',
    z.strictObject({ id: id.nullable(), revision: z.string().max(80), content: roleContent }),
    z.strictObject({ id }),
    {
      logs: {
        act: 'roles.change',
        subject: (_input, { id }) => id,
        details: ({ content }) => ({ what: 'save', role: content.name.fr }),
      },
    },
  ),
  'roles.retire': call('role.manage', z.strictObject({ id }), nothing, {
    logs: { act: 'roles.change', subject: ({ id }) => id, details: () => ({ what: 'retire' }) },
  }),
  'roles.export': call('role.read', z.strictObject({ id: roleId, path }), z.strictObject({ file: z.string() }), {
    logs: { act: 'roles.change', details: ({ id }) => ({ what: 'export', role: id }) },
  }),
  /** Role files on a drive, each read whole; taking one is saving it as a new role. */
  'roles.found': call('role.manage', z.strictObject({ path }), z.strictObject({ roles: z.array(foundRole) })),
}
