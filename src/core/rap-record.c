/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-record.h"

#include "rap-id.h"

typedef struct
{
  gint64 id;
  gboolean gone;
} RapRecordPrivate;

enum
{
  PROP_ID = 1,
  N_OWN_PROPS
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapRecord, rap_record, G_TYPE_OBJECT)

#define MEMBER(self, field, Type) G_STRUCT_MEMBER (Type, self, (field)->offset)

static const char *
make_statements (RapRecordClass *klass)
{
  GString *select = g_string_new ("SELECT ");
  GString *columns = g_string_new ("id");
  GString *values = g_string_new ("?1");
  GString *sets = g_string_new (NULL);
  guint parameter = 1;

  for (const RapField *field = klass->fields; field->name != NULL; field++)
    {
      if (field != klass->fields)
        g_string_append_c (select, ',');
      g_string_append (select, field->sql != NULL ? field->sql : field->name);
      if (field->sql != NULL)
        continue;
      parameter++;
      g_string_append_printf (columns, ",%s", field->name);
      g_string_append_printf (values, ",?%u", parameter);
      g_string_append_printf (sets, "%s%s=excluded.%s", sets->len > 0 ? "," : "", field->name, field->name);
    }
  g_string_append_printf (select, " FROM %s WHERE id=?1", klass->table);
  klass->select_sql = g_string_free (select, FALSE);
  klass->upsert_sql = g_strdup_printf ("INSERT INTO %s(%s) VALUES(%s) ON CONFLICT(id) DO UPDATE SET %s", klass->table,
                                       columns->str, values->str, sets->str);
  g_string_free (columns, TRUE);
  g_string_free (values, TRUE);
  g_string_free (sets, TRUE);
  return klass->select_sql;
}

static GParamSpec *
make_property (const RapField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY; /* GObject writes the `_` of a column as `-` */

  switch (field->type)
    {
    case RAP_FIELD_BOOL:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case RAP_FIELD_REAL:
      return g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case RAP_FIELD_TEXT:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    case RAP_FIELD_INT:
    case RAP_FIELD_REF:
    default:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
}

/* Takes column @column of @stmt into @field; returns whether that changed it. */
static gboolean
read_field (RapRecord *self, const RapField *field, RapStmt *stmt, int column)
{
  switch (field->type)
    {
    case RAP_FIELD_TEXT:
      {
        char **member = &MEMBER (self, field, char *);
        const char *text = rap_stmt_text (stmt, column);
        if (g_strcmp0 (*member, text) == 0)
          return FALSE;
        g_free (*member);
        *member = g_strdup (text);
        return TRUE;
      }
    case RAP_FIELD_REAL:
      {
        double *member = &MEMBER (self, field, double);
        double number = rap_stmt_double (stmt, column);
        if (*member == number)
          return FALSE;
        *member = number;
        return TRUE;
      }
    case RAP_FIELD_BOOL:
      {
        gboolean *member = &MEMBER (self, field, gboolean);
        gboolean yes = rap_stmt_int (stmt, column) != 0;
        if (*member == yes)
          return FALSE;
        *member = yes;
        return TRUE;
      }
    case RAP_FIELD_INT:
    case RAP_FIELD_REF:
    default:
      {
        gint64 *member = &MEMBER (self, field, gint64);
        gint64 number = rap_stmt_int (stmt, column);
        if (*member == number)
          return FALSE;
        *member = number;
        return TRUE;
      }
    }
}

static void
bind_field (RapRecord *self, const RapField *field, sqlite3_stmt *stmt, int parameter)
{
  switch (field->type)
    {
    case RAP_FIELD_TEXT:
      sqlite3_bind_text (stmt, parameter, MEMBER (self, field, char *), -1, SQLITE_STATIC);
      break;
    case RAP_FIELD_REAL:
      sqlite3_bind_double (stmt, parameter, MEMBER (self, field, double));
      break;
    case RAP_FIELD_BOOL:
      sqlite3_bind_int (stmt, parameter, MEMBER (self, field, gboolean) ? 1 : 0);
      break;
    case RAP_FIELD_REF:
      if (MEMBER (self, field, gint64) == 0)
        {
          sqlite3_bind_null (stmt, parameter);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case RAP_FIELD_INT:
    default:
      sqlite3_bind_int64 (stmt, parameter, MEMBER (self, field, gint64));
    }
}

static void
rap_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapRecord *self = RAP_RECORD (object);
  const RapField *field;

  if (prop_id == PROP_ID)
    {
      g_value_set_int64 (value, rap_record_get_id (self));
      return;
    }
  field = &RAP_RECORD_GET_CLASS (self)->fields[prop_id - N_OWN_PROPS];
  switch (field->type)
    {
    case RAP_FIELD_TEXT:
      g_value_set_string (value, MEMBER (self, field, char *));
      break;
    case RAP_FIELD_REAL:
      g_value_set_double (value, MEMBER (self, field, double));
      break;
    case RAP_FIELD_BOOL:
      g_value_set_boolean (value, MEMBER (self, field, gboolean));
      break;
    case RAP_FIELD_INT:
    case RAP_FIELD_REF:
    default:
      g_value_set_int64 (value, MEMBER (self, field, gint64));
    }
}

static void
rap_record_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RapRecord *self = RAP_RECORD (object);
  RapRecordPrivate *priv = rap_record_get_instance_private (self);
  const RapField *field;

  if (prop_id == PROP_ID)
    {
      priv->id = g_value_get_int64 (value);
      return;
    }
  field = &RAP_RECORD_GET_CLASS (self)->fields[prop_id - N_OWN_PROPS];
  switch (field->type)
    {
    case RAP_FIELD_TEXT:
      g_free (MEMBER (self, field, char *));
      MEMBER (self, field, char *) = g_value_dup_string (value);
      break;
    case RAP_FIELD_REAL:
      MEMBER (self, field, double) = g_value_get_double (value);
      break;
    case RAP_FIELD_BOOL:
      MEMBER (self, field, gboolean) = g_value_get_boolean (value);
      break;
    case RAP_FIELD_INT:
    case RAP_FIELD_REF:
    default:
      MEMBER (self, field, gint64) = g_value_get_int64 (value);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
rap_record_finalize (GObject *object)
{
  for (const RapField *field = RAP_RECORD_GET_CLASS (object)->fields; field->name != NULL; field++)
    if (field->type == RAP_FIELD_TEXT)
      g_free (MEMBER (object, field, char *));
  G_OBJECT_CLASS (rap_record_parent_class)->finalize (object);
}

static void
rap_record_class_init (RapRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_record_finalize;
}

static void
rap_record_init (RapRecord *self)
{
}

void
rap_record_class_set_fields (RapRecordClass *klass, const char *table, const RapField *fields, const char *depends)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->table = table;
  klass->fields = fields;
  klass->depends = depends;
  /* GObject clears these in every subclass, so they are set here and not in the base's class_init */
  object_class->get_property = rap_record_get_property;
  object_class->set_property = rap_record_set_property;
  g_object_class_install_property (
      object_class, PROP_ID,
      g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  for (klass->n_fields = 0; fields[klass->n_fields].name != NULL; klass->n_fields++)
    g_object_class_install_property (object_class, N_OWN_PROPS + klass->n_fields,
                                     make_property (&fields[klass->n_fields]));
  make_statements (klass);
}

gint64
rap_record_get_id (RapRecord *self)
{
  return ((RapRecordPrivate *) rap_record_get_instance_private (self))->id;
}

gboolean
rap_record_is_gone (RapRecord *self)
{
  return ((RapRecordPrivate *) rap_record_get_instance_private (self))->gone;
}

gpointer
rap_record_copy (gpointer self)
{
  RapRecord *copy = g_object_new (G_OBJECT_TYPE (self), NULL);

  ((RapRecordPrivate *) rap_record_get_instance_private (copy))->id = rap_record_get_id (self);
  for (const RapField *field = RAP_RECORD_GET_CLASS (self)->fields; field->name != NULL; field++)
    switch (field->type)
      {
      case RAP_FIELD_TEXT:
        MEMBER (copy, field, char *) = g_strdup (MEMBER (self, field, char *));
        break;
      case RAP_FIELD_REAL:
        MEMBER (copy, field, double) = MEMBER (self, field, double);
        break;
      case RAP_FIELD_BOOL:
        MEMBER (copy, field, gboolean) = MEMBER (self, field, gboolean);
        break;
      case RAP_FIELD_INT:
      case RAP_FIELD_REF:
      default:
        MEMBER (copy, field, gint64) = MEMBER (self, field, gint64);
      }
  return copy;
}

gboolean
rap_record_load (RapRecord *self, RapDb *db, gint64 id)
{
  RapRecordClass *klass = RAP_RECORD_GET_CLASS (self);
  RapRecordPrivate *priv = rap_record_get_instance_private (self);
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, klass->select_sql, "i", id);
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE, there;

  priv->id = id;
  there = rap_stmt_step (stmt, &error);
  if (error == NULL) /* what cannot be read just now is not gone */
    priv->gone = !there;
  if (!there)
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < klass->n_fields; i++)
    if (read_field (self, &klass->fields[i], stmt, (int) i))
      {
        g_object_notify (G_OBJECT (self), klass->fields[i].name);
        changed = TRUE;
      }
  g_object_thaw_notify (G_OBJECT (self));
  return changed;
}

gboolean
rap_record_write (RapRecord *self, RapDb *db, GError **error)
{
  RapRecordClass *klass = RAP_RECORD_GET_CLASS (self);
  RapRecordPrivate *priv = rap_record_get_instance_private (self);
  g_autoptr (RapStmt) stmt = NULL;
  int parameter = 1;

  if (priv->id == 0)
    priv->id = rap_id_new ();
  stmt = rap_db_prepare (db, klass->upsert_sql, "i", priv->id);
  for (const RapField *field = klass->fields; field->name != NULL; field++)
    if (field->sql == NULL)
      bind_field (self, field, rap_stmt_handle (stmt), ++parameter);
  return rap_stmt_finish (stmt, error);
}
