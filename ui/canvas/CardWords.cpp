// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CardWords.h"

#include <QCoreApplication>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CardWords", text);
}

} // namespace

QString wordFor(TrustTier tier)
{
    switch (tier) {
    case TrustTier::Trusted:
        return tr(QT_TRANSLATE_NOOP("CardWords", "trusted"));
    case TrustTier::Partner:
        return tr(QT_TRANSLATE_NOOP("CardWords", "partner"));
    case TrustTier::Untrusted:
        return tr(QT_TRANSLATE_NOOP("CardWords", "untrusted"));
    }
    return {};
}

QString wordFor(AccessVerb verb)
{
    switch (verb) {
    case AccessVerb::Read:
        return tr(QT_TRANSLATE_NOOP("CardWords", "read"));
    case AccessVerb::Write:
        return tr(QT_TRANSLATE_NOOP("CardWords", "write"));
    case AccessVerb::Admin:
        return tr(QT_TRANSLATE_NOOP("CardWords", "admin"));
    }
    return {};
}

QString wordFor(Classification classification)
{
    switch (classification) {
    case Classification::Public:
        return tr(QT_TRANSLATE_NOOP("CardWords", "public"));
    case Classification::Internal:
        return tr(QT_TRANSLATE_NOOP("CardWords", "internal"));
    case Classification::Confidential:
        return tr(QT_TRANSLATE_NOOP("CardWords", "confidential"));
    case Classification::Restricted:
        return tr(QT_TRANSLATE_NOOP("CardWords", "restricted"));
    }
    return {};
}

} // namespace fourplane::ui
