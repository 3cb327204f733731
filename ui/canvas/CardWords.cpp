// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CardWords.h"

#include <QCoreApplication>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

} // namespace

QString wordFor(TrustTier tier)
{
    switch (tier) {
    case TrustTier::Trusted:
        return tr("trusted");
    case TrustTier::Partner:
        return tr("partner");
    case TrustTier::Untrusted:
        return tr("untrusted");
    }
    return {};
}

QString wordFor(AccessVerb verb)
{
    switch (verb) {
    case AccessVerb::Read:
        return tr("read");
    case AccessVerb::Write:
        return tr("write");
    case AccessVerb::Admin:
        return tr("admin");
    }
    return {};
}

QString wordFor(Classification classification)
{
    switch (classification) {
    case Classification::Public:
        return tr("public");
    case Classification::Internal:
        return tr("internal");
    case Classification::Confidential:
        return tr("confidential");
    case Classification::Restricted:
        return tr("restricted");
    }
    return {};
}

} // namespace fourplane::ui
